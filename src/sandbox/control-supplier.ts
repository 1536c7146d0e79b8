import { toIsoKst } from '../base/time.js';
import { BadInput, Fields } from './control-input.js';
import { ok, problem, type Reply, type Route } from './control-reply.js';
import type { EmulatedGoods, EmulatedSupplierOrder, SupplierDesk, SupplierEvent } from './emulator.js';
import type { SandboxHost } from './sandbox-channel.js';

const EVENT_KINDS = ['PAY', 'PREPARE', 'SHIP', 'CANCEL'] as const satisfies readonly SupplierEvent['kind'][];

const USUAL_COURIER = 'CJ대한통운';

/** Acting as the people of a supplier. */
export function supplierRoutes(): readonly Route[] {
  let shipped = 0;
  return [
    {
      method: 'GET',
      path: ['supplier-orders'],
      answer: atDesk((desk) => ok({ orders: desk.orders().map(plainOrder) })),
    },
    {
      method: 'POST',
      path: ['supplier-orders', '*', 'events'],
      answer: atDesk((desk, [orderNumber = ''], body) => {
        shipped += 1;
        return advance(desk, orderNumber, body, `68${String(shipped).padStart(10, '0')}`);
      }),
    },
    { method: 'GET', path: ['goods'], answer: atDesk((desk) => ok({ goods: desk.goods() })) },
    {
      method: 'PUT',
      path: ['goods', '*'],
      answer: atDesk((desk, [goodsNumber = ''], body) => {
        const number = readNumber(goodsNumber);
        desk.setGoods(number, readGoods(body));
        return ok({ goods: desk.goods().filter((goods) => goods.goodsNumber === number) });
      }),
    },
    { method: 'GET', path: ['cash'], answer: atDesk((desk) => ok({ balance: desk.cash() })) },
    {
      method: 'PUT',
      path: ['cash'],
      answer: atDesk((desk, _names, body) => {
        desk.setCash(readBalance(body));
        return ok({ balance: desk.cash() });
      }),
    },
  ];
}

const atDesk =
  (act: (desk: SupplierDesk, names: readonly string[], body: unknown) => Reply): Route['answer'] =>
  ({ id, host }: SandboxHost, names, body) =>
    host.emulator.supplier
      ? act(host.emulator.supplier, names, body)
      : problem(404, `${id} is no supplier and has no desk`);

function advance(desk: SupplierDesk, orderNumber: string, body: unknown, trackingNumber: string): Reply {
  const find = (): EmulatedSupplierOrder | undefined => desk.orders().find((each) => each.orderNumber === orderNumber);
  const order = find();
  if (!order) return problem(404, `the supplier has no order ${orderNumber}`);
  const event = readEvent(body, trackingNumber);
  if (!desk.advance(orderNumber, event)) {
    return problem(409, `${event.kind} is not possible; the order is ${order.nativeStatus}`);
  }
  return ok({ orders: [find() ?? order].map(plainOrder) });
}

function readEvent(body: unknown, trackingNumber: string): SupplierEvent {
  const fields = new Fields(body, '');
  const kind = fields.oneOf('kind', EVENT_KINDS);
  const event: SupplierEvent =
    kind === 'SHIP'
      ? {
          kind,
          courierName: fields.text('courierName', USUAL_COURIER),
          trackingNumbers: fields.texts('trackingNumbers') ?? [trackingNumber],
        }
      : { kind };
  fields.end();
  return event;
}

function readNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new BadInput('goodsNumber', 'a whole number of at least 1', text);
  return Number(text);
}

function readBalance(body: unknown): number {
  const fields = new Fields(body, '');
  const balance = fields.wholeOrNull('balance', 0);
  if (balance === null) throw new BadInput('balance', 'a whole number of at least 0', balance);
  fields.end();
  return balance;
}

type GoodsChange = Partial<Omit<EmulatedGoods, 'goodsNumber'>>;

const GOODS_FIELDS: { readonly [K in keyof GoodsChange]-?: (fields: Fields) => EmulatedGoods[K] } = {
  name: (fields) => fields.text('name', ''),
  price: (fields) => fields.whole('price', 0, 0),
  stock: (fields) => fields.whole('stock', 0, 0),
  isSoldOut: (fields) => fields.flag('isSoldOut', false),
  restockDate: (fields) => fields.textOrNull('restockDate', null),
  isOpen: (fields) => fields.flag('isOpen', true),
  isRestricted: (fields) => fields.flag('isRestricted', false),
  needsOption: (fields) => fields.flag('needsOption', false),
  packageUnit: (fields) => fields.whole('packageUnit', 1, 1),
  isSoldByPackage: (fields) => fields.flag('isSoldByPackage', false),
  leastQuantity: (fields) => fields.whole('leastQuantity', 1, 1),
  mostQuantity: (fields) => fields.wholeOrNull('mostQuantity', 1),
};

/** Only what was said: the rest stays as it is. */
function readGoods(body: unknown): GoodsChange {
  const fields = new Fields(body, '');
  const said = Object.entries(GOODS_FIELDS).map(([name, read]) => [name, read(fields)] as const);
  fields.end();
  return Object.fromEntries(said.filter(([name]) => name in (body as object)));
}

/** An order with its times as people read them. */
const plainOrder = (order: EmulatedSupplierOrder): unknown => ({
  ...order,
  placedAt: toIsoKst(order.placedAt),
  paidAt: order.paidAt === null ? null : toIsoKst(order.paidAt),
});
