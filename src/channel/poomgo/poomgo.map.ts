import type { FulfilmentGoods, FulfilmentInvoice, FulfilmentRecord } from '../../model/fulfilment.js';
import { InvoiceStatus } from '../../model/fulfilment.js';
import { cargoStatusOf, leastAdvanced } from './poomgo.cargo.js';
import { courierOf } from './poomgo.couriers.js';
import {
  malformed,
  needText,
  readCount,
  readFlag,
  readInstant,
  readList,
  readPart,
  readText,
  readWon,
} from './poomgo.fields.js';
import type { LedgerInvoice, LedgerItem, LedgerRow } from './poomgo.wire.js';

/**
 * One row of the ledger.
 * @throws ChannelFault CHANNEL_MALFORMED without its id, its sales channel, its order number or its date.
 */
export function fulfilmentOf(row: LedgerRow): FulfilmentRecord {
  const id = needText(row, 'id');
  const invoices = readList(row, 'invoices').map(livingInvoice);
  return {
    key: id,
    ledgerNumber: id,
    // The row itself has no status: the parcel that is farthest behind speaks for it.
    channelStatus: leastAdvanced(invoices)?.channelStatus ?? null,
    channelName: needText(row, 'channelName'),
    orderCode: needText(row, 'orderCode'),
    code: readText(row, 'code'),
    subsidiaryCode: readText(row, 'subsidiaryCode'),
    releaseCode: readText(row, 'releaseCode'),
    ...receiverOf(row),
    ...customerOf(row),
    dealName: readText(row, 'dealName'),
    dealOptionName: readText(row, 'dealOptionName'),
    createdDate: createdDateOf(row),
    // Its form is not documented: one that can't be read stands in the raw record.
    orderedDate: readInstant(row, 'orderAt'),
    price: readWon(row, 'price'),
    settlementPrice: readWon(row, 'settlementPrice'),
    totalPaymentAmount: readWon(row, 'totalPaymentAmount'),
    settlementGroupPrice: readWon(row, 'settlementGroupPrice'),
    invoices,
    canceledInvoices: readList(row, 'canceledInvoices').map(canceledInvoice),
    items: readList(row, 'items').map(goodsOf),
    raw: row,
  };
}

function createdDateOf(row: LedgerRow): number {
  const instant = readInstant(row, 'createdAt');
  if (instant === null) throw malformed('a row of the answer has no createdAt that is a date');
  return instant;
}

/** The mobile phone (연락처2) is the one that is filled in. */
function receiverOf(row: LedgerRow) {
  const person = readPart(row, 'receiverData');
  return {
    receiverName: readText(person, 'name'),
    receiverTel: readText(person, 'mobile'),
    receiverTel2: readText(person, 'phone'),
    zipCode: readText(person, 'postcode'),
    receiverAddress: readText(person, 'address'),
  };
}

function customerOf(row: LedgerRow) {
  const person = readPart(row, 'customerData');
  return {
    customerName: readText(person, 'name'),
    customerTel: readText(person, 'mobile'),
    customerTel2: readText(person, 'phone'),
    customerAddress: readText(person, 'address'),
  };
}

function invoiceOf(invoice: LedgerInvoice, status: InvoiceStatus): FulfilmentInvoice {
  const courierName = readText(invoice, 'logisticsPartnerName');
  return {
    invoiceNumber: needText(invoice, 'invoiceId'),
    trackingNumber: needText(invoice, 'invoiceCode'),
    courier: courierOf(courierName),
    courierName,
    status,
    channelStatus: readText(invoice, 'cargoStatusCodeKey'),
    isPrinted: readFlag(invoice, 'isPrinted'),
    isClosed: readFlag(invoice, 'isClosed'),
  };
}

const livingInvoice = (invoice: LedgerInvoice): FulfilmentInvoice =>
  invoiceOf(
    invoice,
    cargoStatusOf({
      key: readText(invoice, 'cargoStatusCodeKey'),
      isPrinted: readFlag(invoice, 'isPrinted'),
      isClosed: readFlag(invoice, 'isClosed'),
    }),
  );

const canceledInvoice = (invoice: LedgerInvoice): FulfilmentInvoice => invoiceOf(invoice, InvoiceStatus.CANCELED);

const goodsOf = (item: LedgerItem): FulfilmentGoods => ({
  // No number of the goods is known among the inner names; the rest of them stands in the raw record.
  productNumber: null,
  productName: readText(item, 'resource_name'),
  quantity: readCount(item, 'quantity'),
});
