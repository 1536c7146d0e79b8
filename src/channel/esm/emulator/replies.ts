import type { WireReply } from '../../../sandbox/emulator.js';
import type { Refusal } from './refusals.js';
import type { Site } from './site.js';

const headers = { 'content-type': 'application/json; charset=utf-8' };

/** HTTP 200 whatever became of the call. @evidence documented */
export const reply = (body: unknown, write: (body: unknown) => string = JSON.stringify): WireReply => ({
  status: 200,
  headers,
  body: write(body),
});

/** The lists of orders say nothing where everything else says Success. @evidence documented */
export const listed = (Data: unknown): WireReply => reply({ ResultCode: 0, Message: '', Data });

/** @evidence documented */
export const accepted = (Data: unknown): WireReply => reply({ ResultCode: 0, Message: 'Success', Data });

/** @evidence documented */
export const refused = ({ code, message }: Refusal): WireReply =>
  reply({ ResultCode: code, Message: message, Data: null });

/** Auction's claim writes have one key more, which Gmarket never sends. @evidence documented */
export const claimWriteReply = (
  site: Site,
  { code, message }: Refusal,
  bizRule = '',
  Data: unknown = null,
): WireReply =>
  reply({
    ResultCode: code,
    Message: message,
    ...(site.letter === 'A' ? { BizRuleCode: bizRule } : {}),
    Data,
  });

/** The one documented text, for a bad signature, wrong claims and a lacking permission alike. @evidence documented */
export const unauthorized = (): WireReply => gatewayReply(401, 'The user does not have right access to the api');

/** What the gateway says of other mistakes is not known; only the shape of its 401 is. @evidence assumed */
export const gatewayReply = (status: number, message: string): WireReply => ({
  status,
  headers,
  body: JSON.stringify({ status: { message, status_code: status } }),
});

/** A gateway in trouble: 502 and nothing inside. @evidence observed */
export const badGateway = (): WireReply => ({ status: 502, headers: {}, body: '' });
