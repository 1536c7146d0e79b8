import type { WireBatchRow, WireId, WireOrderSheet, WireReceipt, WireWithdrawal } from './coupang.wire.js';
import { isRecord, malformed } from './coupang.reply.js';

type Row = Readonly<Record<string, unknown>>;

/** Order sheets of a list, or of one order, which comes as an array (observed) or a single object (documented in 2019). */
export const orderSheetsIn = (data: unknown): readonly WireOrderSheet[] =>
  (isRecord(data) ? [data] : rowsOf(data)).map((row) => {
    const isWhole =
      isId(row.shipmentBoxId) &&
      isId(row.orderId) &&
      isText(row.status) &&
      isRows(row.orderItems) &&
      row.orderItems.every((item) => isId(item.vendorItemId) && isCount(item.shippingCount));
    if (!isWhole) throw malformed('an order sheet without its numbers, status or lines');
    return row as unknown as WireOrderSheet;
  });

/** Receipts of a list or of a single question, which answers with an array of one (documented). */
export const receiptsIn = (data: unknown): readonly WireReceipt[] =>
  (isRecord(data) ? [data] : rowsOf(data)).map((row) => {
    const isWhole =
      isId(row.receiptId) &&
      isId(row.orderId) &&
      isText(row.receiptType) &&
      isText(row.receiptStatus) &&
      isRows(row.returnItems) &&
      row.returnItems.every((item) => isId(item.vendorItemId));
    if (!isWhole) throw malformed('a receipt without its numbers, status or lines');
    return row as unknown as WireReceipt;
  });

export const withdrawalsIn = (data: unknown): readonly WireWithdrawal[] =>
  rowsOf(data).map((row) => {
    const isWhole =
      isId(row.cancelId) && isId(row.orderId) && Array.isArray(row.vendorItemIds) && row.vendorItemIds.every(isId);
    if (!isWhole) throw malformed('a withdrawal without its numbers');
    return row as unknown as WireWithdrawal;
  });

/** Rows of a batch write's answer; rows that name no box are left out, so that their items stay unknown. */
export function batchRowsIn(data: unknown): readonly WireBatchRow[] {
  const list = isRecord(data) ? data.responseList : undefined;
  if (!Array.isArray(list)) throw malformed('no responseList');
  return list.flatMap((row: unknown) =>
    isRecord(row) && isId(row.shipmentBoxId) && typeof row.succeed === 'boolean'
      ? [
          {
            shipmentBoxId: row.shipmentBoxId,
            succeed: row.succeed,
            resultCode: isText(row.resultCode) ? row.resultCode : null,
            retryRequired: row.retryRequired === true,
            resultMessage: isText(row.resultMessage) ? row.resultMessage : null,
          },
        ]
      : [],
  );
}

const isId = (value: unknown): value is WireId =>
  (typeof value === 'number' && Number.isSafeInteger(value)) || (typeof value === 'string' && /^\d+$/.test(value));

const isCount = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isRows = (value: unknown): value is readonly Row[] => Array.isArray(value) && value.every(isRecord);

function rowsOf(data: unknown): readonly Row[] {
  if (!isRows(data)) throw malformed('data is not a list of records');
  return data;
}
