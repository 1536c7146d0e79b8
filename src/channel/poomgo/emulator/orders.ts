import type { Instant } from '../../../base/clock.js';
import { contains } from '../../../base/span.js';
import type { Ledger, Row } from './ledger.js';
import { liveOf, wireInvoice, type WireInvoice } from './parcels.js';
import type { DateName, Question } from './question.js';

/** What `POST /oms/orders` answers. */
export interface OrderList {
  readonly total: string;
  readonly rows: readonly WireRow[];
}

interface WireRow {
  readonly id: number;
  readonly channelName: string;
  readonly orderCode: string;
  readonly code: string | null;
  readonly subsidiaryCode: string | null;
  readonly releaseCode: string | null;
  readonly receiverData: WirePerson & { readonly postcode: string };
  readonly customerData?: WirePerson;
  readonly dealName: string;
  readonly dealOptionName: string | null;
  readonly createdAt: string;
  readonly orderAt: string;
  readonly invoices: readonly WireInvoice[] | null;
  readonly originalData: null;
  readonly canceledInvoices: readonly WireInvoice[] | null;
  readonly items: readonly { readonly resource_name: string; readonly quantity: number }[];
  readonly price: string;
  readonly settlementPrice: string;
  readonly totalPaymentAmount: string;
  readonly settlementGroupPrice: string;
}

interface WirePerson {
  readonly name: string;
  readonly phone: string | null;
  readonly mobile: string;
  readonly address: string | null;
}

/** One page; `total` counts all pages, and no row is an answer too. @evidence documented */
export function listOrders(ledger: Ledger, question: Question): OrderList {
  const found = ledger
    .newestFirst(question.orderCode)
    .filter((row) => question.days.every(([date, days]) => datesOf(row, date).some((at) => contains(days, at))));
  const first = (question.page - 1) * question.pageSize;
  return { total: String(found.length), rows: found.slice(first, first + question.pageSize).map(wireRow) };
}

/** The instants that a filter looks at; a row counts if one of its live parcels does. @evidence assumed */
function datesOf({ receivedAt, parcels }: Row, date: DateName): Instant[] {
  switch (date) {
    case 'createdAt':
      return [receivedAt];
    case 'confirmAt':
      return liveOf(parcels).map(({ assignedAt }) => assignedAt);
    case 'closeAt':
      return liveOf(parcels).flatMap(({ closedAt }) => (closedAt === null ? [] : [closedAt]));
  }
}

/** @evidence documented */
function wireRow(row: Row): WireRow {
  const { receiver, customer, amounts, parcels } = row;
  return {
    id: row.id,
    channelName: row.channelName,
    orderCode: row.orderCode,
    code: row.code,
    subsidiaryCode: row.subsidiaryCode ?? null,
    releaseCode: row.releaseCode,
    receiverData: {
      name: receiver.name,
      phone: receiver.tel2 === null ? null : digits(receiver.tel2),
      mobile: digits(receiver.tel),
      address: [receiver.address, receiver.addressDetail].filter((part) => part !== '').join(' '),
      postcode: receiver.zipCode,
    },
    ...(customer
      ? { customerData: { name: customer.name, phone: null, mobile: digits(customer.tel), address: null } }
      : {}),
    dealName: row.dealName,
    dealOptionName: row.dealOptionName,
    createdAt: utc(row.receivedAt),
    orderAt: utc(row.orderedAt),
    invoices: parcels.length === 0 ? null : liveOf(parcels).map(wireInvoice),
    originalData: null,
    canceledInvoices: isBegun(row) ? parcels.filter(({ isCanceled }) => isCanceled).map(wireInvoice) : null,
    items: row.items.map(({ name, quantity }) => ({ resource_name: name, quantity })),
    price: String(amounts.price),
    settlementPrice: String(amounts.settlementPrice),
    totalPaymentAmount: String(amounts.totalPaymentAmount),
    settlementGroupPrice: String(amounts.settlementGroupPrice),
  };
}

/** From the first print or cancel on, an empty list stands where null stood. @evidence assumed */
const isBegun = ({ parcels }: Row): boolean =>
  parcels.some(({ isPrinted, isCanceled, closedAt }) => isPrinted || isCanceled || closedAt !== null);

/** `2026-03-01T22:51:19.198Z` */
const utc = (instant: Instant): string => new Date(instant).toISOString();

/** Phone numbers have no hyphens here. */
const digits = (tel: string): string => tel.replaceAll('-', '');
