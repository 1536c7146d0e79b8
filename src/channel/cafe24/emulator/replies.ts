import type { WireReply } from '../../../sandbox/emulator.js';

/** Ends a call, or one object of a bulk call, with an error. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Whether the body carries an empty `more_info`; real ones often don't. */
    readonly hasMoreInfo = true,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

/** @evidence observed */
export const noApi = (): Refused => new Refused(404, 'No API found.');

/** That an unknown id is a 404 is documented, the text is not. @evidence assumed */
export const unknownId = (what: string): Refused => new Refused(404, `The ${what} does not exist.`);

/** @evidence observed */
export const expiredToken = (): Refused => new Refused(401, 'access_token time expired. (invalid_token)', false);

/** @evidence observed */
export const invalidToken = (): Refused => new Refused(401, 'Invalid access_token', false);

/** The word in brackets is observed, the sentence is not. @evidence assumed */
export const insufficientScope = (): Refused =>
  new Refused(
    403,
    'The request requires higher privileges than provided by the access token. (insufficient_scope)',
    false,
  );

/** @evidence observed */
export const versionGone = (asked: string, offered: string): Refused =>
  new Refused(
    400,
    `${asked} version you requested is not available. The default value for the app version is ${offered}.`,
  );

/** The cause and the status are documented, the text is not. @evidence assumed */
export const wrongContentType = (): Refused => new Refused(400, 'Content-Type must be application/json.');

/** Raw Korean in the address. The cause and the status are documented, the text is not. @evidence assumed */
export const badAddress = (): Refused => new Refused(400, 'The request URL is not properly encoded.');

/** @evidence assumed */
export const unreadableBody = (): Refused => new Refused(400, 'The request body is not valid JSON.');

/** That the name is in the text is documented, the wording is not. @evidence assumed */
export const missing = (name: string): Refused => new Refused(422, `This is a required parameter. (parameter.${name})`);

/** As {@link missing}. @evidence assumed */
export const invalid = (name: string): Refused => new Refused(422, `The value is not valid. (parameter.${name})`);

/** @evidence observed */
export const wrongState = (): Refused => new Refused(422, 'You cannot change to that order state.', false);

/** The status is documented, the text is not. @evidence assumed */
export const sameContent = (): Refused => new Refused(409, 'The same content has already been written.');

/** The status is documented, the body is not. @evidence assumed */
export const tooMany = (): Refused => new Refused(429, 'Too Many Requests');

/** The status is documented, the body is not. @evidence assumed */
export const internal = (): Refused => new Refused(500, 'Internal Server Error');

/** `{error: {code, message, more_info}}`, the code a number equal to the status. @evidence observed */
export function errorReply({ status, message, hasMoreInfo }: Refused, headers: Record<string, string> = {}): WireReply {
  const error = { code: status, message, ...(hasMoreInfo && { more_info: {} }) };
  return json(status, { error }, headers);
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): WireReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});
