import type { Catalogue } from './catalogue.js';
import type { OaType, OrderItem } from './order-request.js';
import { refusedFor, refusedGoods } from './refusals.js';

/** Goods off display are what 103 is taken to mean; it is found before duplicates are. @evidence assumed */
export function refuseClosedGoods(items: readonly OrderItem[], catalogue: Catalogue): void {
  const isClosed = items.some(({ goodsNumber }) => catalogue.find(goodsNumber)?.isOpen === false);
  if (isClosed) throw refusedFor('103', 'orderItem');
}

/**
 * The first goods that can't be ordered so, item by item, in the order of the codes. Goods of the buyer's own are taken
 * in full, sold out or not.
 * @throws Refused with 201 to 208.
 * @evidence documented
 */
export function refuseUnfitGoods(items: readonly OrderItem[], oaType: OaType, catalogue: Catalogue): void {
  for (const { goodsNumber, quantity } of items) {
    const goods = catalogue.find(goodsNumber);
    if (!goods) throw refusedGoods('201', goodsNumber, undefined);
    if (goods.needsOption) throw refusedGoods('202', goodsNumber, goods);
    if (goods.isSoldByPackage && quantity % goods.packageUnit !== 0) throw refusedGoods('203', goodsNumber, goods);
    if (quantity < goods.leastQuantity) throw refusedGoods('204', goodsNumber, goods);
    if (quantity > (goods.mostQuantity ?? Infinity)) throw refusedGoods('205', goodsNumber, goods);
    if (oaType !== 'opo' && goods.isRunOut) throw refusedGoods('206', goodsNumber, goods);
    if (oaType !== 'opo' && quantity > goods.stock) throw refusedGoods('207', goodsNumber, goods);
    if (goods.isRestricted) throw refusedGoods('208', goodsNumber, goods);
  }
}
