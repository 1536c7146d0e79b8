import { groupBy } from '../../base/collections.js';
import { ErrorCode } from '../../model/error-code.js';
import { OrderStatus, type StoredOrder } from '../../model/order.js';
import { SellerCancelReason } from '../../model/seller-cancel.js';
import type { ApproveCancel, ApproveItem, CancelOrder, CancelOrderItem, WriteOutcome } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import { sendAll, worstOf, type BulkRequest, type LineOutcomes } from './cafe24.bulk.js';
import { MOST_VALUES, type Cafe24Client } from './cafe24.client.js';
import type { Cafe24Options } from './cafe24.options.js';
import { buyersReason, sellerReasons, type ReasonCodes } from './cafe24.reasons.js';
import { outcomeOfFault, refusedHere } from './cafe24.refusals.js';
import type { CancelRequest } from './cafe24.wire.js';

/** Longest reason. Documented. */
export const LONGEST_REASON = 2_000;

/** Methods that are paid back at the gateway: card and real-time transfer, paid alone. Documented. */
const PAID_BACK_AT_GATEWAY: ReadonlySet<string> = new Set(['card', 'tcash']);

/** How far a cancel goes at once, and whether its goods go back into stock. */
type CancelForm = Pick<CancelRequest, 'status'> & Pick<Cafe24Options, 'recoversInventory'>;

interface Cancelled {
  readonly orderId: string;
  readonly line: string;
  readonly quantity: number | null;
  /** Null where the order was never read. */
  readonly order: StoredOrder | null;
  readonly reason: ReasonCodes;
  readonly detail: string | null;
}

/**
 * 취소승인 of what buyers asked for, line by line; lines of one order go into one claim. It is accepted (취소접수), and the
 * refund finished in Cafe24, unless the option says otherwise.
 */
export const approveCancel = (client: Cafe24Client, options: Cafe24Options): ApproveCancel => ({
  maxBatch: MOST_VALUES,
  // The same call cancels lines of which nobody asked it (documented).
  readsFirst: true,
  unitOf: ({ orderKey }) => orderKey,
  async send(items, context) {
    const status = options.refundsOnApproval ? 'canceled' : 'accepted';
    const outcomes = await sendCancels(client, { ...options, status }, items.flatMap(approvedOf), context);
    return items.map(({ cancellations }) =>
      worstOf(
        outcomes,
        cancellations.map(({ orderKey }) => orderKey),
      ),
    );
  },
});

function approvedOf({ cancellations, orders }: ApproveItem): Cancelled[] {
  return cancellations.map((claim) => {
    const order = orders.find(({ key }) => key === claim.orderKey) ?? null;
    const quantity = claim.cancelQuantity ?? claim.orderQuantity ?? order?.productQuantity ?? null;
    const reason = buyersReason(claim.cancelReasonCode);
    return { orderId: claim.orderNumber, line: claim.orderKey, quantity, order, reason, detail: null };
  });
}

/**
 * 판매취소: the seller's own cancel, of some or of all pieces of a line. There is no request to accept, so it is completed at
 * once (취소완료), with the refund at the payment gateway where that is possible.
 */
export const cancelOrder = (client: Cafe24Client, options: Cafe24Options): CancelOrder => ({
  maxBatch: 1,
  canTakePart: true,
  unitOf: ({ key }) => key,
  async send(items, context) {
    const outcomes: WriteOutcome[] = [];
    for (const item of items) outcomes.push(await sendOwnCancel(client, options, item, context));
    return outcomes;
  },
});

async function sendOwnCancel(
  client: Cafe24Client,
  options: Cafe24Options,
  item: CancelOrderItem,
  context: CallContext,
): Promise<WriteOutcome> {
  if (!item.orders.every((order) => hasReason(order, item.reason))) return refusedHere(ErrorCode.UNSUPPORTED);
  // What is sold out is not there to be put back.
  const recoversInventory = options.recoversInventory && item.reason !== SellerCancelReason.SOLD_OUT;
  const outcomes = await sendCancels(client, { status: 'canceled', recoversInventory }, canceledOf(item), context);
  return worstOf(
    outcomes,
    item.orders.map(({ key }) => key),
  );
}

/** Naver Pay needs a reason of its own (documented) and has none for every one of ours. */
const hasReason = (order: StoredOrder, reason: SellerCancelReason): boolean =>
  order.native['origin'] !== 'NAVER_PAY' || sellerReasons[reason].naverPay !== null;

const canceledOf = ({ orders, quantity, reason, detail }: CancelOrderItem): Cancelled[] =>
  orders.map((order) => ({
    orderId: order.orderNumber,
    line: order.key,
    quantity: quantity ?? order.productQuantity - order.canceledQuantity,
    order,
    reason: sellerReasons[reason],
    detail,
  }));

/** One request for each order; those that pay back at the gateway can't go in bulk (documented) and go one by one. */
async function sendCancels(
  client: Cafe24Client,
  form: CancelForm,
  canceled: readonly Cancelled[],
  context: CallContext,
): Promise<LineOutcomes> {
  const requests = [...groupBy(canceled, ({ orderId }) => orderId).values()].map((lines) => ({
    ...bulkRequestOf(lines, form),
    apart: lines.map((line) => bulkRequestOf([line], form)),
  }));
  const isAlone = ({ request }: BulkRequest<CancelRequest>): boolean => request.payment_gateway_cancel !== undefined;
  const parts = [requests.filter((one) => !isAlone(one)), ...requests.filter(isAlone).map((one) => [one])];
  const outcomes = new Map<string, WriteOutcome>();
  for (const part of parts) {
    const ofPart = await sendAll(part, (sent) => client.cancel(sent, context)).catch((error: unknown) => {
      if (outcomes.size === 0 || !(error instanceof ChannelFault)) throw error;
      return failed(part, error);
    });
    for (const [line, outcome] of ofPart) outcomes.set(line, outcome);
  }
  return outcomes;
}

const bulkRequestOf = (lines: readonly Cancelled[], form: CancelForm): BulkRequest<CancelRequest> => {
  const { orderId } = lines[0]!;
  return {
    request: requestOf(orderId, lines, form),
    orderId,
    lines: lines.map(({ line }) => line),
    ...(lines.some(isPart) ? { splits: true } : {}),
  };
};

const isPart = ({ order, quantity }: Cancelled): boolean =>
  quantity !== null && (order === null || quantity < order.productQuantity);

const failed = (part: readonly BulkRequest<CancelRequest>[], fault: ChannelFault): LineOutcomes =>
  new Map(part.flatMap(({ lines }) => lines.map((line) => [line, outcomeOfFault(fault)])));

function requestOf(orderId: string, lines: readonly Cancelled[], form: CancelForm): CancelRequest {
  const { order, reason, detail } = lines[0]!;
  const origin = order?.native['origin'] ?? 'SELF';
  const isRefunded = form.status === 'canceled' && isPaidBackAtGateway(order);
  return {
    order_id: orderId,
    status: form.status,
    items: lines.map(({ line, quantity }) => ({
      order_item_code: line,
      ...(quantity === null ? {} : { quantity }),
    })),
    ...(form.recoversInventory ? { recover_inventory: 'T' as const } : {}),
    ...(isRefunded ? { payment_gateway_cancel: 'T' as const } : {}),
    ...(detail === null ? {} : { reason: detail.slice(0, LONGEST_REASON) }),
    claim_reason_type: reason.cafe24,
    ...(origin === 'NAVER_PAY' && reason.naverPay !== null ? { naverpay_cancel_reason_type: reason.naverPay } : {}),
    ...(origin === 'KAKAO_PAY' && reason.kakaoPay !== null ? { kakaopay_cancel_reason_type: reason.kakaoPay } : {}),
  };
}

/** Never for orders of open markets, Naver Pay and Kakao Pay, nor with several ways of payment. Documented. */
const isPaidBackAtGateway = (order: StoredOrder | null): boolean =>
  order !== null &&
  order.status !== OrderStatus.PAYMENT_PENDING &&
  order.native['origin'] === 'SELF' &&
  PAID_BACK_AT_GATEWAY.has(order.native['paymentMethods'] ?? '');
