import type { OrderRecord } from '../../model/order.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import type { OrderPointer } from '../channel.js';
import { CANCEL_STATE } from './esm.claims.js';
import { neededText, text } from './esm.fields.js';
import { statusOf } from './esm.map.js';
import type { WireState } from './esm.wire.js';

/** 반품, 교환, 미수령신고 and (Auction) 거래완료 후 환불 of GetDeliveryStatus; documented. */
const RETURN = '7';
const EXCHANGE = '8';
const NOT_RECEIVED = '9';
const REFUNDED = '10';

/** States that only a claim explains, of which Cancels tells more. */
export const isCancelState = (row: WireState): boolean => [CANCEL_STATE, REFUNDED].includes(neededText(row, 'Status'));

/** States of orders that the order list shows. */
export const isListedState = (row: WireState): boolean => /^[1-5]$/.test(neededText(row, 'Status'));

/** How far the claim got: 2 and 3 of a cancel, 3 of a return, 4 of an exchange end it. Documented. */
const CANCEL_OPEN = '1';
const RETURN_DONE = '3';
const EXCHANGE_DONE = '4';

type Standing = Pick<OrderRecord, 'status' | 'claimStatus'>;

/** Goods that are sent back had left; where the order was before is known from before, or not at all. */
const SHIPPED: readonly OrderStatus[] = [OrderStatus.IN_TRANSIT, OrderStatus.DELIVERED, OrderStatus.PURCHASE_CONFIRMED];

const shipped = ({ status }: OrderPointer): OrderStatus =>
  status !== undefined && SHIPPED.includes(status) ? status : OrderStatus.IN_TRANSIT;

function standingOf(state: string, claim: string, known: OrderPointer): Standing {
  switch (state) {
    case CANCEL_STATE:
      return claim === CANCEL_OPEN
        ? { status: OrderStatus.CONFIRMED, claimStatus: ClaimStatus.CANCEL_REQUESTED }
        : { status: OrderStatus.CANCELED, claimStatus: ClaimStatus.CANCELED };
    case RETURN:
      return claim === RETURN_DONE
        ? { status: OrderStatus.RETURNED, claimStatus: ClaimStatus.RETURNED }
        : { status: shipped(known), claimStatus: ClaimStatus.RETURN_REQUESTED };
    case EXCHANGE:
      return claim === EXCHANGE_DONE
        ? { status: OrderStatus.EXCHANGED, claimStatus: ClaimStatus.EXCHANGED }
        : { status: shipped(known), claimStatus: ClaimStatus.EXCHANGE_REQUESTED };
    case NOT_RECEIVED:
      return { status: shipped(known) };
    case REFUNDED:
      return { status: OrderStatus.CANCELED, claimStatus: ClaimStatus.CANCELED };
    default:
      return { status: statusOf(state) };
  }
}

/** Where an order stands that neither list shows. Sparse: it is all that is told. */
export function stateRecord(row: WireState, known: OrderPointer): OrderRecord {
  const state = neededText(row, 'Status');
  const claim = text(row, 'ClaimStatus') ?? '0';
  const standing = standingOf(state, claim, known);
  return {
    key: known.key,
    orderNumber: known.orderNumber,
    ...standing,
    channelStatus: claim === '0' ? state : `${state}/${claim}`,
    isSparse: true,
    addsUpClaims: standing.status === OrderStatus.CANCELED,
    raw: row,
  };
}
