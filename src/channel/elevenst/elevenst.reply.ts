import type { FaultCode } from '../fault.js';
import { ChannelFault } from '../fault.js';
import type { HttpReply } from '../http.js';
import { ErrorCode } from '../../model/error-code.js';
import type { Row, WriteResult } from './elevenst.wire.js';
import type { XmlElement } from './elevenst.xml.js';
import { parseXml } from './elevenst.xml.js';

/** Roots of the service's own replies; by local name, since the guide misprints the prefixes. Documented. */
const LIST_ROOT = 'orders';
const WRITE_ROOT = 'ResultOrder';
/** Root of a refusal by the gateway, before the service saw the call; comes with HTTP 500. Observed live. */
const GATEWAY_ROOT = 'AuthMessage';

const OK = '0';
const ANY_ERROR = '-1';
const MAINTENANCE = '-1000';

/** How claim lists and look-ups by number say "nothing"; with any other text, -1 is an error. Documented. */
const NOTHING_FOUND = /^해당\s*건이\s*없습니다\.?$/;
/** Part of what a key that belongs to nobody answers, in lists and writes. Documented. */
const UNKNOWN_KEY = 'OpenAPI Key 에 해당하는 유저가 없습니다';

/** What the gateway means by its codes. -500 and -997 observed live; -400 observed once, its text unknown. */
const GATEWAY_FAULTS: Readonly<Record<string, readonly [FaultCode, string]>> = {
  '-500': [ErrorCode.CHANNEL_UNAUTHORIZED, 'the address that Moa calls from is not registered with 11st'],
  '-997': [ErrorCode.CHANNEL_REJECTED, '11st knows no such API'],
  '-400': [ErrorCode.CHANNEL_REJECTED, '11st wants HTTPS'],
};

interface Envelope {
  readonly root: string;
  readonly rows: readonly Row[];
  readonly code: string | null;
  readonly text: string | null;
}

/**
 * Rows of a list or look-up; none where 11st says that there is nothing.
 * @throws ChannelFault for anything else than rows or a plain "nothing".
 */
export function readRows(reply: HttpReply): readonly Row[] {
  const envelope = openReply(reply);
  const { code, text, rows } = envelope;
  if (envelope.root !== LIST_ROOT && code === OK) throw malformed('a list answered with the result of a write');
  if (code === null) {
    if (rows.length > 0) return rows;
    throw malformed('a list has neither rows nor a result code');
  }
  if (code === OK || (code === ANY_ERROR && text !== null && NOTHING_FOUND.test(text))) return rows;
  throw new ChannelFault(ErrorCode.CHANNEL_REJECTED, '11st refused to read', {
    channelCode: code,
    channelMessage: text,
  });
}

/**
 * What a write came to; a refusal is no fault.
 * @throws ChannelFault when the reply does not tell, or when the call never reached the operation.
 */
export function readResult(reply: HttpReply): WriteResult {
  const { code, text } = openReply(reply);
  if (code === null) throw malformed('the result of a write has no result code');
  return { code, text };
}

function openReply(reply: HttpReply): Envelope {
  const root = rootOf(reply);
  if (root instanceof SyntaxError && reply.status === 200) throw malformed('the reply is not XML', root);
  if (!(root instanceof SyntaxError)) {
    if (root.name === GATEWAY_ROOT) throw gatewayFault(root, reply.status);
    throwKnownTrouble(envelopeOf(root));
  }
  if (reply.status !== 200) throw statusFault(reply.status);
  if (root instanceof SyntaxError || (root.name !== LIST_ROOT && root.name !== WRITE_ROOT)) {
    throw malformed('the reply is XML of another kind');
  }
  return envelopeOf(root);
}

function rootOf(reply: HttpReply): XmlElement | SyntaxError {
  try {
    return parseXml(reply.body);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function envelopeOf(root: XmlElement): Envelope {
  return {
    root: root.name,
    rows: root.children.filter((child) => child.name === 'order').map(rowOf),
    code: childText(root, 'result_code'),
    text: childText(root, 'result_text'),
  };
}

/** First value wins: some replies give every field twice. Observed (fact sheet section 7, 14). */
function rowOf(element: XmlElement): Row {
  const row = new Map<string, string>();
  for (const field of element.children) if (!row.has(field.name)) row.set(field.name, field.text);
  return Object.fromEntries(row);
}

/** Null where the child is absent or empty. */
function childText(element: XmlElement, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text.trim() || null;
}

/** Troubles that any operation may answer in its own envelope; all mean that nothing was done. Documented. */
function throwKnownTrouble({ code, text }: Envelope): void {
  const details = { channelCode: code, channelMessage: text, mayHaveActed: false };
  if (code === MAINTENANCE) {
    throw new ChannelFault(ErrorCode.CHANNEL_UNAVAILABLE, '11st is under maintenance', details);
  }
  if (code === ANY_ERROR && text?.includes(UNKNOWN_KEY)) {
    throw new ChannelFault(ErrorCode.CHANNEL_UNAUTHORIZED, '11st does not know the API key', details);
  }
}

function gatewayFault(root: XmlElement, status: number): ChannelFault {
  const channelCode = childText(root, 'resultCode');
  const details = { channelCode, channelMessage: childText(root, 'resultMessage') };
  // No code for too many calls is known; the status alone says it (as HTTP defines it).
  if (status === 429) return new ChannelFault(ErrorCode.CHANNEL_RATE_LIMITED, '11st was called too often', details);
  // A code that is not known is taken for a refused key: key, address and path are all that the gateway checks. Assumed.
  const [code, message] = GATEWAY_FAULTS[channelCode ?? ''] ?? [
    ErrorCode.CHANNEL_UNAUTHORIZED,
    'the gateway of 11st refused the call',
  ];
  return new ChannelFault(code, message, details);
}

/** 11st documents no status but 200 and 500; the rest as HTTP defines it. */
function statusFault(status: number): ChannelFault {
  const message = `11st answered HTTP ${status}`;
  const details = { channelCode: String(status) };
  if (status === 429) return new ChannelFault(ErrorCode.CHANNEL_RATE_LIMITED, message, details);
  if (status === 401 || status === 403) return new ChannelFault(ErrorCode.CHANNEL_UNAUTHORIZED, message, details);
  if (status >= 500) return new ChannelFault(ErrorCode.CHANNEL_UNAVAILABLE, message, details);
  if (status >= 400) return new ChannelFault(ErrorCode.CHANNEL_REJECTED, message, details);
  return new ChannelFault(ErrorCode.CHANNEL_MALFORMED, message, details);
}

const malformed = (message: string, cause?: unknown): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `11st: ${message}`, { cause });
