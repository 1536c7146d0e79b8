import type { WireReply } from '../../../sandbox/emulator.js';

export const json = (status: number, body: unknown): WireReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

const failure = (statusCode: number, message: string): WireReply => json(statusCode, { statusCode, message });

/** Clients check the status alone; the body is a guess. @evidence assumed */
export const unauthorized = (): WireReply => failure(401, 'Unauthorized');

/** @evidence assumed */
export const badRequest = (message: string): WireReply => failure(400, message);

/** @evidence assumed */
export const notFound = (method: string, path: string): WireReply => failure(404, `Cannot ${method} ${path}`);

/** A public client waits 65 s after it: no header says how long. @evidence observed */
export const rateLimited = (): WireReply => failure(429, 'Too Many Requests');

/** @evidence assumed */
export const internal = (): WireReply => failure(500, 'Internal server error');
