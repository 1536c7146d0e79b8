import { parseJson } from '../../base/json.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { FaultCode } from '../fault.js';
import type { HttpReply } from '../http.js';
import { isObject, textOf } from './junglebook.fields.js';
import type { OrderAnswer, OrderRow } from './junglebook.wire.js';

/**
 * An answer to an order, taken or refused: whatever the HTTP status, since that of a refusal is not documented.
 * @throws ChannelFault for everything else.
 */
export function readOrderAnswer(reply: HttpReply): OrderAnswer {
  const body = bodyOf(reply);
  if (isObject(body) && isObject(body['orderResult'])) {
    const payResult = body['payResult'];
    return { orderResult: body['orderResult'], payResult: isObject(payResult) ? payResult : {} };
  }
  throw strange(reply, body);
}

/**
 * A queried order, bare or wrapped (the document shows neither); null: there is none. What is answered then is not documented:
 * 404, nothing, and an object without any order are taken for it. Should that be wrong, the order is sent again under
 * its number, and refused as a duplicate.
 */
export function readOrderRow(reply: HttpReply): OrderRow | null {
  if (reply.status === 404) return null;
  const body = bodyOf(reply);
  if (reply.status >= 400 || (body !== null && typeof body !== 'object')) throw strange(reply, body);
  return rowsIn(body).find((row) => textOf(row.orderNo) !== null) ?? null;
}

/** The body, the objects in it, and the objects in lists of it. */
function rowsIn(body: unknown): OrderRow[] {
  const values = isObject(body) ? [body, ...Object.values(body)] : [body];
  return values.flat().filter(isObject);
}

/** The account's name or balance: proof that the key was taken. */
export function readMember(reply: HttpReply): void {
  const body = bodyOf(reply);
  const isMember = isObject(body) && ['name', 'company', 'item'].some((field) => field in body);
  if (!isMember) throw strange(reply, body);
}

/** @throws ChannelFault for a reply whose status alone says that there is no answer, and for one that is not JSON. */
function bodyOf(reply: HttpReply): unknown {
  const body = jsonOf(reply);
  const code = faultCodeOf(reply.status);
  if (code !== null) throw faultOf(code, reply, body);
  if (body !== undefined) return body;
  if (reply.status >= 400) throw faultOf(ErrorCode.CHANNEL_REJECTED, reply, body);
  throw new ChannelFault(ErrorCode.CHANNEL_MALFORMED, 'Junglebook answers something that is not JSON');
}

/** Undefined: it is not JSON. */
function jsonOf(reply: HttpReply): unknown {
  try {
    return parseJson(reply.body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function faultCodeOf(status: number): FaultCode | null {
  if (status === 401 || status === 403) return ErrorCode.CHANNEL_UNAUTHORIZED;
  if (status === 429) return ErrorCode.CHANNEL_RATE_LIMITED;
  if (status === 504) return ErrorCode.CHANNEL_TIMEOUT;
  return status >= 500 ? ErrorCode.CHANNEL_UNAVAILABLE : null;
}

/**
 * JSON, but not the answer asked for. With HTTP 200 that is how a wrong key is assumed to look; as it is no more than
 * assumed, an order sent so may have been taken.
 */
function strange(reply: HttpReply, body: unknown): ChannelFault {
  if (reply.status >= 400) return faultOf(ErrorCode.CHANNEL_REJECTED, reply, body);
  if (!isObject(body)) return new ChannelFault(ErrorCode.CHANNEL_MALFORMED, 'Junglebook answers no JSON object');
  return faultOf(ErrorCode.CHANNEL_UNAUTHORIZED, reply, body, true);
}

const WHAT: Readonly<Partial<Record<FaultCode, string>>> = {
  [ErrorCode.CHANNEL_UNAUTHORIZED]: 'Junglebook does not take this API key',
  [ErrorCode.CHANNEL_RATE_LIMITED]: 'Junglebook takes no more calls now',
  [ErrorCode.CHANNEL_TIMEOUT]: "Junglebook's gateway got no answer",
  [ErrorCode.CHANNEL_UNAVAILABLE]: 'Junglebook is not available',
};

function faultOf(code: FaultCode, { status }: HttpReply, body: unknown, mayHaveActed?: boolean): ChannelFault {
  const words = isObject(body) ? body : {};
  return new ChannelFault(code, `${WHAT[code] ?? 'Junglebook refuses the call'} (HTTP ${status})`, {
    channelCode: textOf(words['errCode'] ?? words['code']),
    channelMessage: textOf(words['errMsg'] ?? words['message']),
    ...(mayHaveActed === undefined ? {} : { mayHaveActed }),
  });
}
