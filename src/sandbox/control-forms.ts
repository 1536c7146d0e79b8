import { BadInput, Fields } from './control-input.js';
import type { Customs } from './customs.js';
import type { LineToPlace, OrderToPlace, OutsideEvent, Receiver } from './emulator.js';
import { DEFAULT_DELAY_MS, FAULT_KINDS, type Fault } from './faults.js';

const EVENT_KINDS = [
  'PAY',
  'LAPSE',
  'CHANGE_ADDRESS',
  'REQUEST_CANCEL',
  'WITHDRAW_CANCEL',
  'MARKETPLACE_APPROVES_CANCEL',
  'CONFIRM',
  'DISPATCH',
  'DELIVER',
  'CONFIRM_PURCHASE',
] as const satisfies readonly OutsideEvent['kind'][];

/** An order as a caller wishes it; `usual` supplies what was left out. */
export function readOrder(body: unknown, usual: OrderToPlace): OrderToPlace {
  const fields = new Fields(body, '');
  const orderedAt = fields.instant('orderedAt');
  const paidAt = fields.instantOrNull('paidAt');
  const visibleAt = fields.instant('visibleAt');
  const buyer = fields.object('buyer');
  const lines = fields.objects('lines')?.map((line) => readLine(line, usual.lines[0]!)) ?? usual.lines;
  const bundles = readBundles(fields, lines.length);
  const order: OrderToPlace = {
    buyer: { name: buyer.text('name', usual.buyer.name), tel: buyer.text('tel', usual.buyer.tel) },
    receiver: readReceiver(fields.object('receiver'), usual.receiver),
    memo: fields.textOrNull('memo', usual.memo),
    shippingFee: fields.whole('shippingFee', 0, usual.shippingFee),
    remoteShippingFee: fields.whole('remoteShippingFee', 0, usual.remoteShippingFee),
    lines,
    ...(orderedAt !== undefined ? { orderedAt } : {}),
    ...(paidAt !== undefined ? { paidAt } : {}),
    ...(visibleAt !== undefined ? { visibleAt } : {}),
    ...(bundles !== undefined ? { bundles } : {}),
  };
  buyer.end();
  fields.end();
  return order;
}

function readLine(fields: Fields, usual: LineToPlace): LineToPlace {
  const line: LineToPlace = {
    productName: fields.text('productName', usual.productName),
    optionName: fields.textOrNull('optionName', usual.optionName),
    sellerProductCode: fields.textOrNull('sellerProductCode', usual.sellerProductCode),
    unitPrice: fields.whole('unitPrice', 0, usual.unitPrice),
    optionPrice: fields.whole('optionPrice', 0, usual.optionPrice),
    quantity: fields.whole('quantity', 1, usual.quantity),
    sellerDiscount: fields.whole('sellerDiscount', 0, usual.sellerDiscount),
    mallDiscount: fields.whole('mallDiscount', 0, usual.mallDiscount),
  };
  fields.end();
  return line;
}

export function readReceiver(fields: Fields, usual: Receiver): Receiver {
  const receiver: Receiver = {
    name: fields.text('name', usual.name),
    tel: fields.text('tel', usual.tel),
    tel2: fields.textOrNull('tel2', usual.tel2),
    zipCode: fields.text('zipCode', usual.zipCode),
    address: fields.text('address', usual.address),
    addressDetail: fields.text('addressDetail', usual.addressDetail),
  };
  fields.end();
  return receiver;
}

function readBundles(fields: Fields, lines: number): number[][] | undefined {
  const bundles = fields.list('bundles');
  if (bundles === undefined) return undefined;
  const positions = bundles
    .flat()
    .map(Number)
    .sort((a, b) => a - b);
  const isWhole = bundles.every(Array.isArray) && positions.length === lines;
  if (!isWhole || positions.some((position, index) => position !== index)) {
    throw new BadInput('bundles', `lists of line positions with each of 0 to ${lines - 1} once`, bundles);
  }
  return bundles.map((bundle) => (bundle as unknown[]).map(Number));
}

export interface EventDefaults {
  readonly receiver: Receiver;
  readonly customs: Customs;
  /** A number that no parcel has yet. */
  readonly trackingNumber: string;
}

/** What shall happen to a line. */
export function readEvent(body: unknown, defaults: EventDefaults): OutsideEvent {
  const fields = new Fields(body, '');
  const event = eventOf(fields.oneOf('kind', EVENT_KINDS), fields, defaults);
  fields.end();
  return event;
}

function eventOf(kind: OutsideEvent['kind'], fields: Fields, defaults: EventDefaults): OutsideEvent {
  switch (kind) {
    case 'CHANGE_ADDRESS':
      return { kind, receiver: readReceiver(fields.object('receiver'), defaults.receiver) };
    case 'REQUEST_CANCEL':
      return { kind, quantity: fields.wholeOrNull('quantity', 1), reason: fields.text('reason', '단순 변심') };
    case 'DISPATCH':
      return {
        kind,
        courierCode: fields.text('courierCode', defaults.customs.couriers[0]),
        trackingNumber: fields.text('trackingNumber', defaults.trackingNumber),
      };
    default:
      return { kind };
  }
}

export function readFault(body: unknown): Fault {
  const fields = new Fields(body, '');
  const kind = fields.oneOf('kind', FAULT_KINDS);
  const method = fields.text('method', '');
  const path = fields.text('path', '');
  const fault: Fault = {
    kind,
    count: fields.whole('count', 1, 1),
    ...(method ? { method } : {}),
    ...(path ? { path } : {}),
    ...(kind === 'LATE' ? { delayMs: fields.whole('delayMs', 0, DEFAULT_DELAY_MS) } : {}),
  };
  fields.end();
  return fault;
}
