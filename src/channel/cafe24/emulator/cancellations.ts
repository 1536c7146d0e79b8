import type { Fields } from './body.js';
import type { Answer, Call } from './call.js';
import { created, inBulk, ok } from './call.js';
import { cancellationFields, pieces } from './claim.wire.js';
import type { Claims } from './claims.js';
import { cancelReasons, kakaoPayReasons, naverPayReasons, refundMethods, sellerReasons } from './codes.js';
import { invalid, missing, unknownId, wrongState } from './replies.js';
import type { Shop } from './shop.js';
import type { Claim, Order } from './state.js';
import { isCanceled } from './state.js';
import { orderOf, piecesOf } from './targets.js';

/** Words of the status and the line's status of each. @evidence documented */
const STATUSES = { accepted: 'C10', canceling: 'C34', canceled: 'C40' } as const;
type Word = keyof typeof STATUSES;
const WORDS = Object.keys(STATUSES) as Word[];

/** 취소: the seller accepts, advances, completes and undoes cancellations. */
export class Cancellations {
  constructor(
    private readonly shop: Shop,
    private readonly claims: Claims,
  ) {}

  /** @evidence documented */
  one(call: Call): Answer {
    const claim = this.#claim(call.ids[0]!, call.shopNo);
    return ok({ cancellation: cancellationFields(claim) });
  }

  /** @evidence documented */
  create(call: Call): Answer {
    const { shopNo, request } = call.body();
    return created({ cancellation: this.#create(orderOf(this.shop, shopNo, call.ids[0]!), request) });
  }

  /** As the single call, but without a cancel at the PG; that asking for it is refused is a guess. @evidence documented */
  createMany(call: Call): Answer {
    const { shopNo, requests } = call.body();
    return inBulk(requests, 'cancellation', 201, (request) => {
      if (request.flag('payment_gateway_cancel') === 'T') throw invalid('payment_gateway_cancel');
      return [this.#create(orderOf(this.shop, shopNo, request.requiredText('order_id')), request)];
    });
  }

  #create(order: Order, request: Fields) {
    const word = request.requiredOneOf('status', WORDS);
    checkMoney(order, request);
    const reasonType = request.oneOf('claim_reason_type', cancelReasons);
    const reason = request.text('reason', 2_000);
    const wanted = piecesOf(order, request.objects('items'), () => order.lines.filter((line) => !isCanceled(line)));
    const to = STATUSES[word];
    const claim = this.claims.settle(order, { kind: 'Cancellation', to, pieces: wanted, reasonType, reason });
    if (!claim) throw wrongState();
    return answerOf(claim, word);
  }

  /** Advances to `canceling`, or undoes. @evidence documented */
  update(call: Call): Answer {
    const { shopNo, request } = call.body();
    const order = orderOf(this.shop, shopNo, call.ids[0]!);
    return ok({ cancellation: this.#update(order, call.ids[1]!, request) });
  }

  #update(order: Order, claimCode: string, request: Fields): unknown {
    if (!request.has('status')) return this.#undo(order, claimCode, request);
    const claim = this.#claim(claimCode, order.shopNo, order);
    const word = request.requiredOneOf('status', ['canceling'] as const);
    const { lines, reasonType, reason } = claim;
    const wanted = lines.map((line) => ({ line, quantity: line.quantity }));
    const settlement = { kind: 'Cancellation', to: 'C34', pieces: wanted, reasonType, reason } as const;
    if (claim.undo !== null || !this.claims.settle(order, settlement)) throw wrongState();
    return answerOf(claim, word);
  }

  /** @evidence documented */
  undoMany(call: Call): Answer {
    const { shopNo, requests } = call.body();
    return inBulk(requests, 'cancellation', 200, (request) => {
      const order = orderOf(this.shop, shopNo, request.requiredText('order_id'));
      return [this.#undo(order, request.requiredText('claim_code'), request)];
    });
  }

  #undo(order: Order, claimCode: string, request: Fields) {
    const claim = this.#claim(claimCode, order.shopNo, order);
    if (request.requiredOneOf('undone', ['T', 'F']) !== 'T') throw invalid('undone');
    const recoverInventory = request.requiredOneOf('recover_inventory', ['T', 'F']);
    const addMemoToo = request.requiredOneOf('add_memo_too', ['T', 'F']);
    const undo = {
      reasonType: request.requiredOneOf('undone_reason_type', sellerReasons),
      reason: request.text('undone_reason', 2_000),
      exposesOrderDetail: request.requiredOneOf('expose_order_detail', ['T', 'F']),
      exposedReason: request.text('exposed_undone_reason', 2_000),
    };
    if (!this.claims.undo(claim, undo)) throw wrongState();
    return {
      shop_no: order.shopNo,
      order_id: order.orderId,
      claim_code: claim.code,
      recover_inventory: recoverInventory,
      items: claim.lines.map(({ code }) => ({ order_item_code: code })),
      undone: 'T',
      add_memo_too: addMemoToo,
      undone_reason_type: undo.reasonType,
      undone_reason: undo.reason,
      expose_order_detail: undo.exposesOrderDetail,
      exposed_undone_reason: undo.exposedReason,
    };
  }

  #claim(code: string, shopNo: number, order?: Order): Claim {
    const claim = this.shop.claims.get(code);
    const isThere = claim?.kind === 'Cancellation' && claim.order.shopNo === shopNo;
    if (!isThere || (order && claim.order !== order)) throw unknownId('claim');
    return claim;
  }
}

const answerOf = (claim: Claim, status: Word) => ({
  shop_no: claim.order.shopNo,
  order_id: claim.order.orderId,
  status,
  claim_code: claim.code,
  items: pieces(claim),
});

/**
 * How the money goes back. The words, and that a PG cancel is for cards, are documented; that another one is refused, and when
 * the account must be named, are read from it. @evidence assumed
 */
function checkMoney(order: Order, request: Fields): void {
  if (request.flag('payment_gateway_cancel') === 'T' && order.byTransfer) throw invalid('payment_gateway_cancel');
  for (const name of ['recover_inventory', 'recover_coupon', 'add_memo_too']) request.flag(name);
  for (const [name, words] of [
    ['naverpay_cancel_reason_type', naverPayReasons],
    ['kakaopay_cancel_reason_type', kakaoPayReasons],
  ] as const) {
    if (request.oneOf<string>(name, words) !== null) throw invalid(name);
  }
  const method = request.oneOf('refund_method_code', refundMethods);
  const bankCode = request.text('refund_bank_code');
  const bankName = request.text('refund_bank_name', 250);
  const account = request.text('refund_bank_account_no');
  const holder = request.text('refund_bank_account_holder', 15);
  if (method !== 'T') return;
  if (!bankCode && !bankName) throw missing('refund_bank_code');
  if (!account) throw missing('refund_bank_account_no');
  if (!holder) throw missing('refund_bank_account_holder');
}
