import { createHash } from 'node:crypto';
import { badInput } from './errors.js';

/** Where a page ends: the sort value of its last row and what tells rows of equal value apart. */
export interface Position {
  readonly sortValue: number;
  readonly channelId: string;
  readonly key: string;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);

/** Identifies a query: cursors of another one are refused. */
export const fingerprintOf = (query: unknown): string => digest(JSON.stringify(query));

export function encodeCursor(fingerprint: string, { sortValue, channelId, key }: Position): string {
  const payload = JSON.stringify([fingerprint, sortValue, channelId, key]);
  return Buffer.from(digest(payload) + payload, 'utf8').toString('base64url');
}

/** @throws ApiError BAD_INPUT for a cursor of another query, a changed or a broken one. */
export function decodeCursor(cursor: string, fingerprint: string): Position {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const payload = text.slice(12);
  if (digest(payload) !== text.slice(0, 12)) {
    throw badInput('after', 'after must be an endCursor of this API, unchanged');
  }
  const [from, sortValue, channelId, key] = JSON.parse(payload) as [string, number, string, string];
  if (from !== fingerprint) {
    throw badInput('after', 'after must be a cursor of the same query: same filter and sort');
  }
  return { sortValue, channelId, key };
}
