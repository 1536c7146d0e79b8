import type { Viewer } from '../auth/viewer.js';
import type { Services } from '../services.js';
import type { Loaders } from './loaders.js';
import { createLoaders } from './loaders.js';

/** What one request may see. */
export interface RequestContext {
  readonly viewer: Viewer;
  /** Stamp of its arrival: for maxAge 0 only reads that began after it count. */
  readonly arrived: number;
  readonly services: Services;
  readonly loaders: Loaders;
}

export const createContext = (services: Services, viewer: Viewer): RequestContext => ({
  viewer,
  arrived: services.stamps.next(),
  services,
  loaders: createLoaders(services, viewer),
});
