import type { Fields } from './body.js';
import { invalid, unknownId } from './replies.js';
import type { Shop } from './shop.js';
import type { Line, Order, Pieces } from './state.js';

export function orderOf(shop: Shop, shopNo: number, orderId: string): Order {
  const order = shop.order(orderId);
  if (!order || order.shopNo !== shopNo) throw unknownId('order');
  return order;
}

/** @param codes null: `all`. A code that is not of the order, or comes twice, is refused by name. @evidence assumed */
export function linesOf(order: Order, codes: readonly string[] | null, all: () => Line[]): Line[] {
  if (codes === null) return all();
  const lines = codes.map((code) => order.lines.find((line) => line.code === code));
  if (lines.includes(undefined) || new Set(codes).size < codes.length) throw invalid('order_item_code');
  return lines as Line[];
}

/** `items: [{order_item_code, quantity}]`; without a quantity the whole line (assumed). @evidence documented */
export function piecesOf(order: Order, items: readonly Fields[] | null, all: () => Line[]): Pieces[] {
  if (items === null) return all().map((line) => ({ line, quantity: line.quantity }));
  const lines = linesOf(
    order,
    items.map((item) => item.requiredText('order_item_code')),
    all,
  );
  return items.map((item, position) => {
    const line = lines[position]!;
    const quantity = item.whole('quantity') ?? line.quantity;
    if (quantity > line.quantity || (line.claim !== null && quantity !== line.quantity)) throw invalid('quantity');
    return { line, quantity };
  });
}
