import type { Span } from '../../base/span.js';
import { MINUTE, formatKst } from '../../base/time.js';
import type { ChannelAccount } from '../channel.js';
import type { CallContext } from '../http.js';
import { readResult, readRows } from './elevenst.reply.js';
import type { Row, WriteResult } from './elevenst.wire.js';

/** The wire of one account: paths, header, arguments. Every call is a GET with its arguments in the path, writes too. */
export interface ElevenstClient {
  /**
   * Reads a list by window.
   * @param list `ordservices/complete`, `claimservice/cancelorders`, …
   * @param span in whole minutes.
   */
  list(list: string, span: Span, context: CallContext): Promise<readonly Row[]>;
  /** Every line of one order, in any state (observed); fields of the by-number list. */
  orderLines(orderNumber: string, context: CallContext): Promise<readonly Row[]>;
  /** Where every line of at most 100 orders stands. */
  orderStates(orderNumbers: readonly string[], context: CallContext): Promise<readonly Row[]>;
  /** What was first ordered of every line of at most 100 orders (`ordQty`), and where they stand. */
  orderQuantities(orderNumbers: readonly string[], context: CallContext): Promise<readonly Row[]>;
  /** Sends a write. An argument of null travels as the text `null`. */
  act(operation: string, args: readonly (string | null)[], context: CallContext): Promise<WriteResult>;
}

/** Most order numbers of one orderStates() or orderQuantities() call; more is -28003. Documented. */
export const MAX_ORDER_NUMBERS = 100;

/** Path dates, Korean time. Documented. */
const PATH_TIME = 'yyyyMMddHHmm';

export function elevenstClient(account: ChannelAccount): ElevenstClient {
  const { http } = account;
  const headers = (): Record<string, string> => ({
    openapikey: account.credentials['apiKey'] ?? '',
    accept: 'application/xml',
  });
  const read = (operation: string, path: string, context: CallContext): Promise<readonly Row[]> =>
    http.request({ operation, kind: 'READ', method: 'GET', target: `/rest/${path}`, headers, read: readRows }, context);

  const readByNumbers = (list: string, numbers: readonly string[], context: CallContext): Promise<readonly Row[]> =>
    read(list.replace('/', '.'), `${list}/${numbers.map(encodeURIComponent).join(',')}`, context);

  return {
    list: (list, span, context) => read(list.replace('/', '.'), `${list}/${windowPath(span)}`, context),
    orderLines: (orderNumber, context) =>
      read('ordservices.complete.byNumber', `ordservices/complete/${encodeURIComponent(orderNumber)}`, context),
    orderStates: (orderNumbers, context) => readByNumbers('claimservice/orderlistalladdr', orderNumbers, context),
    orderQuantities: (orderNumbers, context) => readByNumbers('claimservice/orderlistall', orderNumbers, context),
    act: (operation, args, context) =>
      http.request(
        {
          operation: operation.replace('/', '.'),
          kind: 'WRITE',
          method: 'GET',
          target: `/rest/${[operation, ...args.map((arg) => encodeURIComponent(arg ?? 'null'))].join('/')}`,
          headers,
          read: readResult,
        },
        context,
      ),
  };
}

/**
 * Both ends are inclusive to the minute (assumed; clients read it so), hence the last minute of a half-open span is the
 * one before its end.
 */
function windowPath(span: Span): string {
  return `${formatKst(span.start, PATH_TIME)}/${formatKst(span.end - MINUTE, PATH_TIME)}`;
}
