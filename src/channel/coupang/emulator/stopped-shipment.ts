import type { WireReply } from '../../../sandbox/emulator.js';
import { approve } from './claims.js';
import type { Call } from './handler.js';
import { cancelCountSum } from './receipt.wire.js';
import { badRequest, json } from './replies.js';
import { checkVendor } from './vendor.js';

/**
 * 출고중지완료: the seller approves a stop request, always the whole receipt. A finished one is HTTP 400; the HTTP status of a
 * wrong count, and the answer for a receipt that is unknown, taken back or already shipped, are assumed.
 * @evidence documented
 */
export function stopShipment({ shop, now, pathId, body }: Call): WireReply {
  const request = body();
  checkVendor(request);
  const receiptId = request.id('receiptId');
  const count = request.id('cancelCount');
  if (receiptId !== pathId) throw badRequest('receiptId is not valid: expected that of the path', '400');
  const receipt = shop.receipt(receiptId);
  if (receipt?.state === 'STOPPED') throw badRequest('Product is already returned.', '400');
  if (receipt?.state !== 'OPEN') return result('FAIL', '출고중지완료요청이 실패하였습니다');
  if (Number(count) !== cancelCountSum(receipt)) return countMismatch();
  approve(receipt, 'VENDOR', now);
  return result('SUCCESS', '출고중지완료요청이 성공하였습니다');
}

const result = (resultCode: 'SUCCESS' | 'FAIL', resultMessage: string): WireReply =>
  json(200, { code: '200', message: 'OK', data: { resultCode, resultMessage } });

const countMismatch = (): WireReply =>
  json(500, {
    code: '500',
    message: '[INTERNAL_SERVER_ERROR] 취소반품접수수량과 cancelCount가 일치하지 않습니다.',
    data: null,
  });
