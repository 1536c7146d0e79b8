import type { Clock, Instant } from '../../../base/clock.js';
import type { WireRequest } from '../../../sandbox/emulator.js';
import { Body } from './body.js';
import { changeTypes, claimStatuses, placeOrderStatuses, productOrderStatuses, rangeTypes } from './codes.js';
import type { ClaimStatus, RangeType } from './codes.js';
import { printInstant } from './instants.js';
import type { Query } from './query.js';
import { orderRefusal } from './refusals.js';
import { detailOf } from './rows.js';
import type { Shop } from './shop.js';
import type { ProductOrder } from './state.js';
import { claimsOf } from './state.js';

const MOST_ROWS = 300;

const compare = (one: string | number, other: string | number): number => (one < other ? -1 : one > other ? 1 : 0);

/** The seller's order reads. Each answers the `data` of its reply; undefined leaves `data` out. */
export class Reads {
  constructor(
    private readonly clock: Clock,
    private readonly shop: Shop,
  ) {}

  /**
   * 변경 상품 주문 내역 조회: the latest change of each product order, by lastChangedDate, then productOrderId. More rows than
   * limitCount: `more` says where to go on. None: no `data` at all (observed).
   * @evidence documented
   */
  changes(query: Query): unknown {
    const { from, to } = query.window('lastChangedFrom', 'lastChangedTo');
    const type = query.oneOf('lastChangedType', changeTypes);
    const sequence = query.text('moreSequence') ?? '';
    const most = query.whole('limitCount', { from: 1, to: Infinity, absent: MOST_ROWS });

    const isIn = (row: ProductOrder): boolean => {
      const { at } = row.change;
      if (at < from || at > to || (type !== null && row.change.type !== type)) return false;
      return at > from || row.productOrderId >= sequence;
    };
    const rows = [...this.shop.visible()].filter(isIn);
    if (rows.length === 0) return undefined;
    rows.sort((a, b) => compare(a.change.at, b.change.at) || compare(a.productOrderId, b.productOrderId));
    const page = rows.slice(0, Math.min(most, MOST_ROWS));
    const next = rows[page.length];
    return {
      lastChangeStatuses: page.map(changeFields),
      ...(next && { more: { moreFrom: printInstant(next.change.at), moreSequence: next.productOrderId } }),
      count: page.length,
    };
  }

  /**
   * 조건형 상품 주문 상세 내역 조회. Rows come by the date asked for, then productOrderId; the order is not documented, nor is the
   * longest span (24 hours here).
   * @evidence assumed
   */
  conditional(query: Query): unknown {
    const { from, to } = query.window('from', 'to');
    const rangeType = query.oneOf('rangeType', rangeTypes) ?? 'PAYED_DATETIME';
    const isWanted = this.#filter(query);
    const claims = query.someOf('claimStatuses', claimStatuses);
    const compatibility = query.flag('quantityClaimCompatibility') ?? false;
    const size = query.whole('pageSize', { from: 1, to: MOST_ROWS, absent: MOST_ROWS });
    const page = query.whole('page', { from: 1, to: Infinity, absent: 1 });

    const found: { row: ProductOrder; at: Instant }[] = [];
    for (const row of this.shop.visible()) {
      if (!isWanted(row)) continue;
      const at = datesOf(row, rangeType, claims).find((date) => date >= from && date <= to);
      if (at !== undefined) found.push({ row, at });
    }
    found.sort((a, b) => compare(a.at, b.at) || compare(a.row.productOrderId, b.row.productOrderId));
    const options = { now: this.clock.now(), compatibility, deprecatedCopies: false };
    return {
      contents: found.slice((page - 1) * size, page * size).map(({ row }) => ({
        productOrderId: row.productOrderId,
        content: detailOf(row, options),
      })),
      pagination: { page, size, hasNext: found.length > page * size },
    };
  }

  /** No goods of this shop are in a fulfilment centre. @evidence documented */
  #filter(query: Query): (row: ProductOrder) => boolean {
    const statuses = query.someOf('productOrderStatuses', productOrderStatuses);
    const placeStatus = query.oneOf('placeOrderStatusType', placeOrderStatuses);
    const fulfillment = query.flag('fulfillment') ?? false;
    return (row) =>
      !fulfillment &&
      (statuses === null || statuses.has(row.status)) &&
      (placeStatus === null || row.placeStatus === placeStatus);
  }

  /** 상품 주문 상세 내역 조회, in the order asked for; ids that are unknown, or not yours, are silently missing. @evidence observed */
  details(request: WireRequest): unknown {
    const body = Body.of(request);
    const ids = new Set(body.texts('productOrderIds', MOST_ROWS));
    const compatibility = body.flag('quantityClaimCompatibility') ?? false;
    const options = { now: this.clock.now(), compatibility, deprecatedCopies: true };
    return [...ids].flatMap((id) => {
      const row = this.shop.productOrders.get(id);
      return row ? [detailOf(row, options)] : [];
    });
  }

  /** The product orders of an order. That an unknown one gives 400 with 100003 is a guess. @evidence assumed */
  productOrderIds(orderId: string): unknown {
    const order = this.shop.orders.get(orderId);
    if (!order) throw orderRefusal('100003');
    return order.productOrders.map((row) => row.productOrderId);
  }
}

/** A row of the feed: the state at the change, which may be stale by now. @evidence observed */
function changeFields(row: ProductOrder): unknown {
  const { change, order } = row;
  return {
    orderId: order.orderId,
    productOrderId: row.productOrderId,
    lastChangedType: change.type,
    ...(order.paidAt !== null && { paymentDate: printInstant(order.paidAt) }),
    lastChangedDate: printInstant(change.at),
    productOrderStatus: change.status,
    ...(change.claimType !== null && { claimType: change.claimType, claimStatus: change.claimStatus }),
    receiverAddressChanged: change.isAddressChanged,
  };
}

/**
 * Dates of a row that a range compares; none where its claims are not of the statuses asked for. Completed claims count
 * beside the current one, so that a partial cancel is found by its own date.
 * @evidence assumed
 */
function datesOf(row: ProductOrder, rangeType: RangeType, wanted: ReadonlySet<ClaimStatus> | null): Instant[] {
  const claims = claimsOf(row).filter((claim) => wanted === null || wanted.has(claim.status));
  if (wanted !== null && claims.length === 0) return [];
  const dates: Record<RangeType, readonly (Instant | null | undefined)[]> = {
    PAYED_DATETIME: [row.order.paidAt],
    ORDERED_DATETIME: [row.order.orderedAt],
    DISPATCHED_DATETIME: [row.parcel?.sentAt],
    PURCHASE_DECIDED_DATETIME: [row.decidedAt],
    CLAIM_REQUESTED_DATETIME: claims.map((claim) => claim.requestedAt),
    CLAIM_COMPLETED_DATETIME: claims.map((claim) => claim.completedAt),
    COLLECT_COMPLETED_DATETIME: [],
    GIFT_RECEIVED_DATETIME: [],
    HOPE_DELIVERY_INFO_CHANGED_DATETIME: [],
  };
  return dates[rangeType].filter((date) => date !== null && date !== undefined);
}
