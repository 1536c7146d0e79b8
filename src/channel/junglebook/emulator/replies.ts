import type { WireReply } from '../../../sandbox/emulator.js';

/** Also what is refused answers 200. @evidence assumed */
export const json = (body: unknown, status = 200): WireReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** Nothing is published of these; none has an orderResult. @evidence assumed */
const failure = (status: number, message: string): WireReply => json({ message }, status);

export const unauthorized = (): WireReply => failure(401, 'Unauthorized');
export const notFound = (): WireReply => failure(404, 'Not Found');
export const rateLimited = (): WireReply => failure(429, 'Too Many Requests');
export const internal = (): WireReply => failure(500, 'Internal Server Error');
