import type { Marketplace } from '../model/marketplace.js';
import type { Host } from './host.js';

/** A demo account, as a channels file would name it. */
export interface SandboxChannel {
  readonly id: string;
  readonly marketplace: Marketplace;
  readonly name: string;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
}

export interface SandboxHost extends SandboxChannel {
  readonly host: Host;
}
