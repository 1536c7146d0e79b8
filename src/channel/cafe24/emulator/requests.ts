import type { Fields } from './body.js';
import type { Answer, Call } from './call.js';
import { inBulk } from './call.js';
import type { Claims } from './claims.js';
import { buyerReasons, sellerReasons } from './codes.js';
import { wholeOrder } from './confirmations.js';
import { invalid, missing, wrongState } from './replies.js';
import type { Shop } from './shop.js';
import type { ClaimKind, Order } from './state.js';
import { linesOf, orderOf, piecesOf } from './targets.js';

/** @evidence documented */
const ROOTS: Readonly<Record<ClaimKind, string>> = {
  Cancellation: 'cancellationrequests',
  Return: 'returnrequests',
  Exchange: 'exchangerequests',
};

/** 신청: requests of buyers, made for them or turned down. */
export class Requests {
  constructor(
    private readonly shop: Shop,
    private readonly claims: Claims,
  ) {}

  /** On the buyer's behalf. That it exists and its reasons are documented, its other fields are guesses. @evidence assumed */
  create(call: Call, kind: ClaimKind): Answer {
    const { shopNo, requests } = call.body();
    return inBulk(requests, ROOTS[kind], 201, (request) => {
      const order = orderOf(this.shop, shopNo, request.requiredText('order_id'));
      return [this.#create(order, kind, request)];
    });
  }

  #create(order: Order, kind: ClaimKind, request: Fields): unknown {
    const reasonType = request.requiredOneOf('reason_type', buyerReasons[kind]);
    const reason = request.text('reason', 2_000) ?? '';
    const wanted = piecesOf(order, request.objects('items'), () => wholeOrder(order));
    if (!this.claims.request(wanted, kind, reasonType, reason)) throw wrongState();
    return {
      shop_no: order.shopNo,
      order_id: order.orderId,
      reason_type: reasonType,
      reason,
      items: wanted.map(({ line, quantity }) => ({ order_item_code: line.code, quantity })),
    };
  }

  /** 접수거부. @evidence documented */
  reject(call: Call, kind: ClaimKind): Answer {
    const { shopNo, requests } = call.body();
    return inBulk(requests, ROOTS[kind], 200, (request) => {
      const order = orderOf(this.shop, shopNo, request.requiredText('order_id'));
      return [this.#reject(order, kind, request)];
    });
  }

  #reject(order: Order, kind: ClaimKind, request: Fields): unknown {
    const codes = request.texts('order_item_code');
    if (codes === null) throw missing('order_item_code');
    if (request.requiredOneOf('undone', ['T', 'F']) !== 'T') throw invalid('undone');
    request.oneOf('reason_type', sellerReasons);
    request.text('reason', 2_000);
    request.flag('display_reject_reason');
    request.text('reject_reason', 2_000);
    const lines = linesOf(order, codes, () => []);
    if (!this.claims.reject(lines, kind)) throw wrongState();
    return {
      shop_no: order.shopNo,
      order_id: order.orderId,
      undone: 'T',
      order_item_code: codes,
      ...(kind === 'Return' && { additional_payment_gateway_cancel: { success: codes, fail: null } }),
    };
  }
}
