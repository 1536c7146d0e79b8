import { timingSafeEqual } from 'node:crypto';

import type { WireRequest } from '../../../sandbox/emulator.js';

/** How a key is presented. */
export type KeyForm =
  /** `Authorization: {KEY}`, as documented. */
  | 'BARE'
  /** `Authorization: Bearer {KEY}`: one public client falls back to it after a 401 or 403. */
  | 'BEARER';

/** The one key of the seller, in the form its account asks for; the other form is refused. @evidence documented */
export function hasKey(request: WireRequest, key: string, form: KeyForm): boolean {
  const expected = form === 'BARE' ? key : `Bearer ${key}`;
  const [given, right] = [Buffer.from(request.headers.authorization ?? ''), Buffer.from(expected)];
  return given.length === right.length && timingSafeEqual(given, right);
}
