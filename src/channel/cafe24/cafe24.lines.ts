import { instant, neededText, text } from './cafe24.fields.js';
import { standingOf, type Standing } from './cafe24.standing.js';
import type { WireItem, WireOrder } from './cafe24.wire.js';

/** One line of an order with what only its neighbours tell. */
export interface Line {
  readonly item: WireItem;
  /** order_item_code */
  readonly code: string;
  readonly standing: Standing;
  /**
   * Code of the line that this one was split off from, through all splits; its own where it was not. Cancelling some pieces
   * makes a new line whose original_item_no names the old one (assumed).
   */
  readonly root: string;
  /** All lines of the same root, this one included. */
  readonly family: readonly Line[];
}

/** The lines of an order, in its order. */
export function linesOf(order: WireOrder): readonly Line[] {
  const items = order.items ?? [];
  const families = new Map<string, Line[]>();
  return items.map((item) => {
    const root = rootOf(item, items, order);
    const family = families.get(root) ?? [];
    families.set(root, family);
    const line = { item, code: neededText(item, 'order_item_code'), standing: standingOf(item), root, family };
    family.push(line);
    return line;
  });
}

function rootOf(item: WireItem, items: readonly WireItem[], order: WireOrder): string {
  const seen = new Set<WireItem>();
  let current = item;
  while (!seen.has(current)) {
    seen.add(current);
    const [origin] = current.original_item_no ?? [];
    if (typeof origin !== 'number') break;
    const parent = items.find(({ item_no }) => item_no === origin);
    // A line that the answer does not hold; its code is made like all others.
    if (parent === undefined) return `${neededText(order, 'order_id')}-${String(origin).padStart(2, '0')}`;
    current = parent;
  }
  return neededText(current, 'order_item_code');
}

/**
 * Whether the cancel that this line's request date speaks of went to another line of its family: of a line that was split,
 * the part that stays may keep the date (assumed).
 */
export const isLeftBehind = (line: Line): boolean => {
  const date = instant(line.item, 'cancel_request_date');
  return line.family.some(
    (other) =>
      other !== line && other.standing.cancellation !== null && instant(other.item, 'cancel_request_date') === date,
  );
};

/** Whether a cancel is asked for through the open market or Naver Pay, which order_status need not show. Documented, observed. */
export const isAskedByMarket = ({ item, standing }: Line): boolean =>
  standing.cancellation === null &&
  (text(item, 'market_cancel_request') === 'T' || text(item, 'naver_pay_claim_status') === 'CANCEL_REQUEST');

/** An order of an open market or of Naver Pay: its cancels are settled there. */
export const isOfMarket = (order: WireOrder, item: WireItem): boolean =>
  isOfOpenMarket(order) || isOfNaverPay(order, item);

export const isOfOpenMarket = (order: WireOrder): boolean => {
  const market = text(order, 'market_id');
  return market !== null && market !== 'self' && market !== 'NCHECKOUT';
};

export const isOfNaverPay = (order: WireOrder, item: WireItem): boolean =>
  text(item, 'naver_pay_order_id') !== null || text(order, 'order_place_id') === 'NCHECKOUT';
