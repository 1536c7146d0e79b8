import { bareNumber } from '../../../base/json.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import { batchReply } from './batch.js';
import type { BatchItem } from './batch.js';
import type { Call } from './handler.js';
import { confirm } from './happenings.js';
import { badRequest } from './replies.js';
import type { Shop } from './shop.js';
import { checkVendor } from './vendor.js';

const MOST_BOXES = 50;

/**
 * 상품준비중 처리: ACCEPT → INSTRUCT, box by box; a refused one leaves the others alone. That more than 50 boxes are refused
 * with HTTP 400, and the result code of a box that is past ACCEPT, is assumed.
 * @evidence documented
 */
export function acknowledge({ shop, body }: Call): WireReply {
  const request = body();
  checkVendor(request);
  const boxIds = request.ids('shipmentBoxIds');
  if (boxIds.length > MOST_BOXES) throw badRequest(`shipmentBoxIds is not valid: expected at most ${MOST_BOXES}`);
  const items = boxIds.map((boxId) => acknowledgeBox(shop, boxId));
  return batchReply(items, messages, { responseKey: bareNumber(shop.numbers.responseKey()) });
}

const messages = {
  all: 'apply instructStatus result - All succeeded.',
  some: 'apply instructStatus result - Partial errors.',
  none: 'apply instructStatus result - All Failed.',
};

function acknowledgeBox(shop: Shop, shipmentBoxId: string): BatchItem {
  const box = shop.box(shipmentBoxId);
  if (!box) {
    return {
      shipmentBoxId,
      resultCode: 'NOT_FOUND_SHIPMENT_BOX',
      retryRequired: true,
      resultMessage: `shipmentBoxId (${shipmentBoxId}) is not found.`,
    };
  }
  if (confirm(box)) {
    return { shipmentBoxId, resultCode: 'OK', retryRequired: false, resultMessage: 'request succeeded.' };
  }
  return {
    shipmentBoxId,
    resultCode: 'INVALID_STATUS',
    retryRequired: false,
    resultMessage: '배송상태를 변경할 수 없습니다. 주문내역을 확인해주세요.',
  };
}
