import { bareNumber } from '../../../base/json.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import { json } from './replies.js';

/** What became of one box of a batch; it succeeded where the code is OK. */
export interface BatchItem {
  readonly shipmentBoxId: string;
  readonly resultCode: string;
  readonly retryRequired: boolean;
  readonly resultMessage: string | null;
}

interface BatchMessages {
  readonly all: string;
  readonly some: string;
  readonly none: string;
}

/**
 * HTTP 200 and code "200" whatever became of the items; `responseCode` tells: 0 all, 1 some, 99 none, −1 nothing to do (that
 * an empty batch gets it is assumed).
 * @evidence documented
 */
export function batchReply(items: readonly BatchItem[], messages: BatchMessages, head: object = {}): WireReply {
  const { responseCode, responseMessage } = outcome(items, messages);
  const responseList = items.map(({ shipmentBoxId, resultCode, retryRequired, resultMessage }) => ({
    shipmentBoxId: bareNumber(shipmentBoxId),
    succeed: resultCode === 'OK',
    resultCode,
    retryRequired,
    resultMessage,
  }));
  return json(200, { code: '200', message: 'OK', data: { ...head, responseCode, responseMessage, responseList } });
}

function outcome(items: readonly BatchItem[], messages: BatchMessages) {
  const done = items.filter((item) => item.resultCode === 'OK').length;
  if (items.length === 0) return { responseCode: -1, responseMessage: 'NONE' };
  if (done === items.length) return { responseCode: 0, responseMessage: messages.all };
  return done > 0
    ? { responseCode: 1, responseMessage: messages.some }
    : { responseCode: 99, responseMessage: messages.none };
}
