import { DAY } from '../../base/time.js';
import { CancellationStatus } from '../../model/cancellation.js';
import type { OrderRecord } from '../../model/order.js';
import { OrderStatus } from '../../model/order.js';
import type { CancellationListing, NativeDate, OrderListing } from '../channel.js';
import { cancellation, orderOfOpenClaim } from './elevenst.claims.js';
import type { ElevenstClient } from './elevenst.client.js';
import { listedOrder, sparseOrder } from './elevenst.map.js';
import { MAX_ROWS, RESOLUTION, readWindow } from './elevenst.rows.js';
import type { Row } from './elevenst.wire.js';

/** Order lists answer for at most 7 days, claim lists for 30. Documented. */
const ORDER_WINDOW = { longest: 7 * DAY, resolution: RESOLUTION };
export const CLAIM_WINDOW = { longest: 30 * DAY, resolution: RESOLUTION };

/** One list of the wire and what its rows are. */
interface OrderList {
  readonly path: string;
  /** `ordPrdStat` of its rows. */
  readonly code: string;
  readonly toRecord: (row: Row, code: string) => OrderRecord;
}

interface OrderListingSettings {
  readonly nativeDate: NativeDate;
  readonly status: OrderStatus;
  /** Earliest state first; more than one where a status has several states, each with its list. */
  readonly lists: readonly OrderList[];
}

/**
 * Earliest state first. Which date each window filters is documented nowhere; all are assumed (fact sheet section 8).
 *
 * PAID is three states in three lists: gifts without an address (200), reservations (201) and orders to be confirmed (202).
 * They are one listing, since only all three together tell that a paid order has moved on.
 */
const ORDER_LISTINGS: Readonly<Record<string, OrderListingSettings>> = {
  'ordservices.standby': {
    nativeDate: 'ORDERED',
    status: OrderStatus.PAYMENT_PENDING,
    lists: [{ path: 'ordservices/standby', code: '102', toRecord: listedOrder }],
  },
  'ordservices.complete': {
    nativeDate: 'PAID',
    status: OrderStatus.PAID,
    lists: [
      // Gift rows have no payment date (documented fields).
      { path: 'ordservices/delvplacestandby', code: '200', toRecord: sparseOrder },
      { path: 'ordservices/reservatecomplete', code: '201', toRecord: listedOrder },
      { path: 'ordservices/complete', code: '202', toRecord: listedOrder },
    ],
  },
  'ordservices.packaging': {
    nativeDate: 'CONFIRMED',
    status: OrderStatus.CONFIRMED,
    lists: [{ path: 'ordservices/packaging', code: '301', toRecord: listedOrder }],
  },
  'ordservices.shipping': {
    nativeDate: 'DISPATCHED',
    status: OrderStatus.IN_TRANSIT,
    // Five fields: the numbers, courier, invoice and date.
    lists: [{ path: 'ordservices/shipping', code: '401', toRecord: sparseOrder }],
  },
  'ordservices.dlvcompleted': {
    nativeDate: 'DELIVERED',
    status: OrderStatus.DELIVERED,
    lists: [{ path: 'ordservices/dlvcompleted', code: '501', toRecord: listedOrder }],
  },
  'ordservices.completed': {
    nativeDate: 'PURCHASE_CONFIRMED',
    status: OrderStatus.PURCHASE_CONFIRMED,
    // No buyer, receiver, unit price, payment date nor delivery number.
    lists: [{ path: 'ordservices/completed', code: '901', toRecord: sparseOrder }],
  },
};

export const orderListings = (client: ElevenstClient): readonly OrderListing[] =>
  Object.entries(ORDER_LISTINGS).map(([id, settings]) => orderListing(client, id, settings));

function orderListing(client: ElevenstClient, id: string, settings: OrderListingSettings): OrderListing {
  return {
    id,
    nativeDate: settings.nativeDate,
    window: ORDER_WINDOW,
    maxRows: MAX_ROWS,
    statuses: [settings.status],
    async *read(span, context) {
      for (const { path, code, toRecord } of settings.lists) {
        for await (const rows of readWindow(client, path, span, context)) {
          yield { orders: rows.map((row) => toRecord(row, code)), cancellations: [] };
        }
      }
    },
  };
}

interface CancellationListingSettings {
  readonly nativeDate: NativeDate;
  /** `ordCnStatCd` of its rows. */
  readonly code: string;
  readonly statuses: readonly CancellationStatus[];
  readonly orderStatuses: readonly OrderStatus[];
}

/** The claim lists that are read for known claims as well. */
export const WITHDRAWN_LIST = { path: 'claimservice/withdrawcanceledorders', code: '05' };
export const COMPLETED_LIST = { path: 'claimservice/canceledorders', code: '02' };
export const OPEN_LIST = { path: 'claimservice/cancelorders', code: '01' };

const CANCELLATION_LISTINGS: Readonly<Record<string, CancellationListingSettings>> = {
  [OPEN_LIST.path]: {
    nativeDate: 'REQUESTED',
    code: OPEN_LIST.code,
    // Completed ones can appear too. Documented.
    statuses: [CancellationStatus.REQUESTED],
    orderStatuses: [OrderStatus.CONFIRMED],
  },
  [WITHDRAWN_LIST.path]: {
    nativeDate: 'WITHDRAWN',
    code: WITHDRAWN_LIST.code,
    statuses: [CancellationStatus.WITHDRAWN],
    orderStatuses: [OrderStatus.CONFIRMED],
  },
  [COMPLETED_LIST.path]: {
    nativeDate: 'COMPLETED',
    code: COMPLETED_LIST.code,
    statuses: [CancellationStatus.COMPLETED],
    orderStatuses: [OrderStatus.CANCELED],
  },
};

export const cancellationListings = (client: ElevenstClient): readonly CancellationListing[] =>
  Object.entries(CANCELLATION_LISTINGS).map(([path, { code, ...shape }]) => ({
    ...shape,
    id: path.replace('/', '.'),
    window: CLAIM_WINDOW,
    maxRows: MAX_ROWS,
    async *read(span, context) {
      for await (const rows of readWindow(client, path, span, context)) {
        yield {
          orders: rows.map((row) => orderOfOpenClaim(row, code)).filter((order) => order !== undefined),
          cancellations: rows.map((row) => cancellation(row, code)),
        };
      }
    },
  }));
