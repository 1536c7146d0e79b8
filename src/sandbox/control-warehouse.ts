import type { Clock } from '../base/clock.js';
import { formatKst, toIsoKst } from '../base/time.js';
import { readReceiver } from './control-forms.js';
import { Fields } from './control-input.js';
import { ok, problem, type Reply, type Route } from './control-reply.js';
import { Dice } from './dice.js';
import type { EmulatedLedgerRow, EmulatedParcel, RowToReceive, Warehouse, WarehouseEvent } from './emulator.js';
import { basket } from './goods.js';
import type { SandboxHost } from './sandbox-channel.js';

const EVENT_KINDS = [
  'ASSIGN_INVOICE',
  'ADD_PARCEL',
  'PRINT',
  'CLOSE',
  'CARGO_STATUS',
  'CANCEL_INVOICE',
] as const satisfies readonly WarehouseEvent['kind'][];

const USUAL_COURIER = 'CJ대한통운';

/** Acting as the people of a fulfilment service. */
export function warehouseRoutes(clock: Clock): readonly Route[] {
  let received = 0;
  return [
    { method: 'GET', path: ['ledger'], answer: inWarehouse((warehouse) => ok({ rows: plainRows(warehouse) })) },
    {
      method: 'POST',
      path: ['ledger'],
      answer: inWarehouse((warehouse, _names, body) => {
        received += 1;
        const ledgerNumber = warehouse.receive(readRow(body, usualRow(received, clock)));
        return { status: 201, body: { rows: plainRows(warehouse, ledgerNumber) } };
      }),
    },
    {
      method: 'POST',
      path: ['ledger', '*', 'events'],
      answer: inWarehouse((warehouse, [ledgerNumber = ''], body) => advance(warehouse, ledgerNumber, body)),
    },
  ];
}

const inWarehouse =
  (act: (warehouse: Warehouse, names: readonly string[], body: unknown) => Reply): Route['answer'] =>
  ({ id, host }: SandboxHost, names, body) =>
    host.emulator.warehouse
      ? act(host.emulator.warehouse, names, body)
      : problem(404, `${id} is no fulfilment service and has no ledger`);

function advance(warehouse: Warehouse, ledgerNumber: string, body: unknown): Reply {
  const row = warehouse.rows().find((each) => each.ledgerNumber === ledgerNumber);
  if (!row) return problem(404, `there is no row ${ledgerNumber} in the ledger`);
  const event = readEvent(body);
  if (!warehouse.advance(ledgerNumber, event)) {
    return problem(
      409,
      `${event.kind} is not possible; the row's parcels: ${JSON.stringify(row.parcels.map(plainParcel))}`,
    );
  }
  return ok({ rows: plainRows(warehouse, ledgerNumber) });
}

/** Somebody's order of one line; no sales channel knows it. */
function usualRow(count: number, clock: Clock): RowToReceive {
  const { buyer, receiver, lines } = basket(new Dice(count), { isSingle: true });
  const goods = lines[0]!;
  const price = goods.unitPrice + goods.optionPrice;
  const total = price * goods.quantity;
  const now = clock.now();
  return {
    channelName: '자사몰',
    orderCode: `L${formatKst(now, 'yyyyMMdd')}-${String(count).padStart(6, '0')}`,
    code: null,
    releaseCode: null,
    orderedAt: now,
    receiver,
    customer: buyer,
    dealName: goods.productName,
    dealOptionName: goods.optionName,
    amounts: { price, settlementPrice: total, totalPaymentAmount: total, settlementGroupPrice: total },
    items: [{ name: goods.productName, quantity: goods.quantity }],
  };
}

function readRow(body: unknown, usual: RowToReceive): RowToReceive {
  const fields = new Fields(body, '');
  const receivedAt = fields.instant('receivedAt');
  const row: RowToReceive = {
    channelName: fields.text('channelName', usual.channelName),
    orderCode: fields.text('orderCode', usual.orderCode),
    code: fields.textOrNull('code', usual.code),
    subsidiaryCode: fields.textOrNull('subsidiaryCode', null),
    releaseCode: fields.textOrNull('releaseCode', usual.releaseCode),
    orderedAt: fields.instant('orderedAt') ?? usual.orderedAt,
    receiver: readReceiver(fields.object('receiver'), usual.receiver),
    customer: usual.customer,
    dealName: fields.text('dealName', usual.dealName),
    dealOptionName: fields.textOrNull('dealOptionName', usual.dealOptionName),
    amounts: usual.amounts,
    items: fields.objects('items')?.map(readItem) ?? usual.items,
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
  fields.end();
  return row;
}

function readItem(fields: Fields): RowToReceive['items'][number] {
  const item = { name: fields.text('name', '견본 상품'), quantity: fields.whole('quantity', 1, 1) };
  fields.end();
  return item;
}

function readEvent(body: unknown): WarehouseEvent {
  const fields = new Fields(body, '');
  const kind = fields.oneOf('kind', EVENT_KINDS);
  const number = fields.text('trackingNumber', '');
  const parcel = number === '' ? {} : { trackingNumber: number };
  const event = eventOf(kind, fields, parcel);
  fields.end();
  return event;
}

function eventOf(
  kind: WarehouseEvent['kind'],
  fields: Fields,
  parcel: { readonly trackingNumber?: string },
): WarehouseEvent {
  switch (kind) {
    case 'ASSIGN_INVOICE':
    case 'ADD_PARCEL':
      return { kind, courierName: fields.text('courierName', USUAL_COURIER), ...parcel };
    case 'CARGO_STATUS':
      return { kind, key: fields.textOrNull('key', null), ...parcel };
    default:
      return { kind, ...parcel };
  }
}

/** Rows with their times as people read them. */
const plainRows = (warehouse: Warehouse, ledgerNumber?: string): unknown[] =>
  warehouse
    .rows()
    .filter((row) => ledgerNumber === undefined || row.ledgerNumber === ledgerNumber)
    .map(plainRow);

const plainRow = (row: EmulatedLedgerRow): unknown => ({
  ...row,
  receivedAt: toIsoKst(row.receivedAt),
  parcels: row.parcels.map(plainParcel),
});

const plainParcel = (parcel: EmulatedParcel): unknown => ({
  ...parcel,
  assignedAt: toIsoKst(parcel.assignedAt),
  closedAt: parcel.closedAt === null ? null : toIsoKst(parcel.closedAt),
});
