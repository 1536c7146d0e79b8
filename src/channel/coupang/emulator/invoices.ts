import type { WireReply } from '../../../sandbox/emulator.js';
import { batchReply } from './batch.js';
import type { BatchItem } from './batch.js';
import { groupBy } from './group.js';
import type { Call } from './handler.js';
import { refusalOf } from './invoices.checks.js';
import type { BoxRequest } from './invoices.checks.js';
import { readInvoices } from './invoices.request.js';
import { itemRefusal } from './invoices.refusals.js';
import { dispatch, dispatchPart } from './shipping.js';
import type { Parcel } from './shipping.js';
import type { Shop } from './shop.js';

/**
 * 송장업로드: INSTRUCT → DEPARTURE. One row of the request per line, one row of the answer per box.
 * @evidence documented
 */
export function registerInvoices(call: Call): WireReply {
  const requests = readInvoices(call);
  return batchReply(
    requests.map((request) => registerBox(call.shop, request)),
    { all: 'SUCCESS', some: 'PARTIAL_ERROR', none: 'FAIL' },
  );
}

function registerBox(shop: Shop, request: BoxRequest): BatchItem {
  const { shipmentBoxId, orderId } = request;
  const code = refusalOf(shop, request);
  if (code !== null) return { shipmentBoxId, resultCode: code.name, ...itemRefusal(code, shipmentBoxId, orderId) };
  if (request.isSplit) sendParts(shop, request);
  else sendWhole(shop, request);
  return { shipmentBoxId, resultCode: 'OK', retryRequired: false, resultMessage: null };
}

function sendWhole(shop: Shop, request: BoxRequest): void {
  const box = shop.box(request.shipmentBoxId)!;
  const [{ courier, invoiceNumber }] = request.rows;
  record(shop, request, { courier, invoiceNumber, at: request.at });
  dispatch(box, { courier, invoiceNumber, at: request.at });
}

/** Rows with one number leave as one parcel; rows with a date wait for it. */
function sendParts(shop: Shop, request: BoxRequest): void {
  const box = shop.box(request.shipmentBoxId)!;
  const linesOf = (itemIds: readonly string[]) => box.lines.filter((line) => itemIds.includes(line.item.vendorItemId));
  for (const row of request.rows.filter((each) => each.plannedDate !== '')) {
    for (const line of linesOf([row.vendorItemId])) line.plannedShippingDate = row.plannedDate;
  }
  const leaving = request.rows.filter((row) => row.invoiceNumber !== '');
  box.isSeparated = true;
  for (const rows of groupBy(leaving, (row) => `${row.courier.code} ${row.invoiceNumber}`)) {
    const [{ courier, invoiceNumber }] = rows;
    const parcel = { courier, invoiceNumber, at: request.at };
    record(shop, request, parcel);
    const lines = linesOf(rows.map((row) => row.vendorItemId));
    dispatchPart(shop, box, lines, parcel);
  }
}

const record = (shop: Shop, { shipmentBoxId, batch }: BoxRequest, parcel: Parcel): void =>
  shop.ledger.record({ ...parcel, receiver: shop.box(shipmentBoxId)!.receiver, request: batch });
