import { ApiError } from '../graphql/errors.js';
import { ErrorCode } from '../model/error-code.js';

export const ROLES = ['viewer', 'operator', 'admin'] as const;

/** viewer reads with personal data masked; operator reads in full and acts; admin also sees raw records and all actions. */
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Viewer {
  /** Name of the API key; `local` without keys. */
  readonly name: string;
  readonly role: Role;
  /** Channel ids that the key is limited to; null: all. */
  readonly channels: ReadonlySet<string> | null;
}

export const LOCAL_VIEWER: Viewer = { name: 'local', role: 'admin', channels: null };

export const maySee = (viewer: Viewer, channelId: string): boolean =>
  viewer.channels === null || viewer.channels.has(channelId);

/** @throws ApiError FORBIDDEN for a role below the one needed. */
export function requireRole(viewer: Viewer, role: Role): void {
  if (ROLES.indexOf(viewer.role) < ROLES.indexOf(role)) {
    throw new ApiError(
      ErrorCode.FORBIDDEN,
      `This needs the ${role} role; the API key "${viewer.name}" has ${viewer.role}.`,
    );
  }
}

/** @throws ApiError FORBIDDEN for a key that is limited to some channels. */
export function requireAllChannels(viewer: Viewer): void {
  if (viewer.channels !== null) {
    throw new ApiError(
      ErrorCode.FORBIDDEN,
      `This needs an API key for all channels; the API key "${viewer.name}" is limited to some.`,
    );
  }
}
