import { createHmac } from 'node:crypto';
import type { Instant } from '../../../base/clock.js';
import { MINUTE, parseInstant } from '../../../base/time.js';
import type { WireReply, WireRequest } from '../../../sandbox/emulator.js';
import { account } from './account.js';
import { gatewayError } from './replies.js';

/** How far the signed date may be from the marketplace's clock, either way. Observed in one client. */
const TOLERANCE = 5 * MINUTE;

/** Official samples put a blank after each comma; a client without them works too. */
const HEADER = /^CEA algorithm=HmacSHA256, ?access-key=([^,\s]+), ?signed-date=([^,\s]+), ?signature=([^,\s]+)$/;

const SIGNED_DATE = /^(\d{2})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/**
 * Checks the CEA signature over date, method, path and the query exactly as sent. The HTTP status of a missing header and of
 * an unknown access key are assumed; a date that is none counts as malformed (assumed).
 * @returns null when the caller is who it says.
 * @evidence documented
 */
export function authFailure(request: WireRequest, now: Instant, transactionId: () => string): WireReply | null {
  const deny = (message: string): WireReply => gatewayError(401, message, transactionId());
  const header = request.headers['authorization'];
  if (!header) return gatewayError(401, 'Request is not authorized.', transactionId(), unauthorizedTexts);
  const [, accessKey, signedDate = '', signature = ''] = HEADER.exec(header) ?? [];
  const signedAt = instantOf(signedDate);
  if (signedAt === null) return deny('HMAC format is invalid.');
  if (accessKey !== account.accessKey) {
    return deny('Unknown error occurred, please contact api-gateway channel for the details.');
  }
  if (Math.abs(now - signedAt) > TOLERANCE) return deny('Specified signature is expired.');
  return signature === signatureOf(signedDate, request) ? null : deny('Invalid signature.');
}

const unauthorizedTexts = {
  korean:
    '미인증된 요청은 허용되지 않습니다. 클라이언트의 정보가 정상적으로 설정되어 있는지 확인 부탁드립니다. ' +
    '(CMDB, 컨수머 토큰 또는 HMAC)',
  english:
    "Unauthorized request is denied. Check if the client's credential meets the requirements " +
    '(CMDB, consumer token or HMAC).',
};

/** `260303T013045Z`, in UTC. */
function instantOf(signedDate: string): Instant | null {
  const [, year, month, day, hour, minute, second] = SIGNED_DATE.exec(signedDate) ?? [];
  return parseInstant(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const signatureOf = (signedDate: string, { method, path, query }: WireRequest): string =>
  createHmac('sha256', account.secretKey)
    .update(signedDate + method.toUpperCase() + path + query, 'utf8')
    .digest('hex');
