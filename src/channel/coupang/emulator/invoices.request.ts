import { parseInstant } from '../../../base/time.js';
import { courierOf } from './couriers.js';
import { groupBy } from './group.js';
import type { Call } from './handler.js';
import type { BoxRequest, InvoiceRow } from './invoices.checks.js';
import { badRequest, internalException, Refused } from './replies.js';
import type { JsonObject } from './request.body.js';
import type { Shop } from './shop.js';
import { checkVendor } from './vendor.js';

/** Reads the rows of an invoice request and gathers them by box, in the order of their first mention. */
export function readInvoices({ shop, now, body }: Call): BoxRequest[] {
  const request = body();
  checkVendor(request);
  const rows = request.objects('orderSheetInvoiceApplyDtos').map((dto) => readRow(shop, dto));
  const batch = {};
  return groupBy(rows, (row) => row.shipmentBoxId).map((own) => ({
    shipmentBoxId: own[0].shipmentBoxId,
    orderId: own[0].orderId,
    rows: own,
    isSplit: own.some((row) => row.isSplit),
    at: now,
    batch,
  }));
}

/**
 * An unknown courier ends the whole request with HTTP 500. The split fields may be left out (assumed).
 * @evidence documented
 */
function readRow(shop: Shop, dto: JsonObject): InvoiceRow {
  const courier = courierOf(dto.text('deliveryCompanyCode'));
  if (!courier) throw new Refused(internalException(shop.numbers.uuid()));
  return {
    shipmentBoxId: dto.id('shipmentBoxId'),
    orderId: dto.id('orderId'),
    vendorItemId: dto.id('vendorItemId'),
    courier,
    invoiceNumber: dto.text('invoiceNumber'),
    isSplit: dto.flag('splitShipping'),
    isLaterPart: dto.flag('preSplitShipped'),
    plannedDate: readDate(dto.optionalText('estimatedShippingDate')),
  };
}

function readDate(text: string): string {
  if (text === '' || (/^\d{4}-\d{2}-\d{2}$/.test(text) && parseInstant(text) !== null)) return text;
  throw badRequest('estimatedShippingDate is not valid: expected a date as yyyy-MM-dd');
}
