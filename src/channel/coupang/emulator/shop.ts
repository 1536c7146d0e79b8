import type { Instant } from '../../../base/clock.js';
import type { LineRef, LineToPlace, OrderToPlace, PlacedLine } from '../../../sandbox/emulator.js';
import { InvoiceLedger } from './invoice-ledger.js';
import { Numbers } from './numbers.js';
import type { Box, Line, Order, Product, Receipt, VendorItem } from './records.js';
import { wholeSecond } from './whole-second.js';

/**
 * What the marketplace holds. Boxes and receipts lie in the order of their rising ids, so that a page of a list starts
 * by binary search and needs no sorting.
 */
export class Shop {
  readonly numbers: Numbers;
  readonly ledger = new InvoiceLedger();
  readonly boxes: Box[] = [];
  readonly receipts: Receipt[] = [];
  readonly #orders = new Map<string, Order>();
  readonly #boxesById = new Map<string, Box>();
  readonly #receiptsById = new Map<string, Receipt>();
  readonly #products = new Map<string, Product>();
  readonly #items = new Map<string, VendorItem>();

  constructor(seed: number) {
    this.numbers = new Numbers(seed);
  }

  orders(): Iterable<Order> {
    return this.#orders.values();
  }

  order(orderId: string): Order | undefined {
    return this.#orders.get(orderId);
  }

  box(shipmentBoxId: string): Box | undefined {
    return this.#boxesById.get(shipmentBoxId);
  }

  receipt(receiptId: string): Receipt | undefined {
    return this.#receiptsById.get(receiptId);
  }

  line(ref: LineRef): Line | undefined {
    const lines = this.#orders.get(ref.orderNumber)?.lines ?? [];
    if (ref.lineNumber === null) return lines.length === 1 ? lines[0] : undefined;
    return lines.find((line) => line.item.vendorItemId === ref.lineNumber);
  }

  /**
   * Only paid orders exist here: the first status that the API knows is ACCEPT.
   * @evidence documented
   */
  place(wanted: OrderToPlace, now: Instant): PlacedLine[] {
    if (wanted.paidAt === null) throw new Error('Coupang shows no unpaid orders, but paidAt is null');
    const bundles = bundlesOf(wanted);
    const order = this.#openOrder(wanted, wanted.orderedAt ?? now);
    const seen = new Map<string, number>();
    bundles.forEach((positions, index) => {
      const isFirst = index === 0;
      const box = this.addBox(order, {
        receiver: wanted.receiver,
        shippingFee: isFirst ? wanted.shippingFee : 0,
        remoteFee: isFirst ? wanted.remoteShippingFee : 0,
      });
      for (const position of positions) this.#addLine(box, wanted.lines[position]!, seen);
    });
    return order.lines.map(placed);
  }

  addBox(order: Order, wanted: Pick<Box, 'receiver' | 'shippingFee' | 'remoteFee'>): Box {
    const box: Box = {
      ...wanted,
      shipmentBoxId: this.numbers.shipmentBox.next(),
      order,
      lines: [],
      status: 'ACCEPT',
      isSeparated: false,
      courier: null,
      invoiceNumber: '',
      inTransitAt: null,
      deliveredAt: null,
    };
    order.boxes.push(box);
    this.boxes.push(box);
    this.#boxesById.set(box.shipmentBoxId, box);
    return box;
  }

  addReceipt(receipt: Receipt): void {
    receipt.order.receipts.push(receipt);
    this.receipts.push(receipt);
    this.#receiptsById.set(receipt.receiptId, receipt);
  }

  #openOrder(wanted: OrderToPlace, orderedAt: Instant): Order {
    const order: Order = {
      orderId: this.numbers.order.next(),
      paymentId: this.numbers.payment.next(),
      orderedAt: wholeSecond(orderedAt),
      paidAt: wholeSecond(wanted.paidAt ?? orderedAt),
      visibleAt: wholeSecond(wanted.visibleAt ?? orderedAt),
      buyer: wanted.buyer,
      memo: wanted.memo,
      refer: this.numbers.pick(['아이폰앱', '안드로이드앱', 'PC웹', '모바일웹']),
      boxes: [],
      lines: [],
      receipts: [],
    };
    this.#orders.set(order.orderId, order);
    return order;
  }

  #addLine(box: Box, wanted: LineToPlace, seen: Map<string, number>): void {
    const line: Line = {
      item: this.#itemOf(wanted, seen),
      order: box.order,
      box,
      quantity: wanted.quantity,
      // every option has a price of its own here: there is no surcharge
      salesPrice: wanted.unitPrice + wanted.optionPrice,
      instantCouponDiscount: wanted.sellerDiscount,
      coupangDiscount: wanted.mallDiscount,
      held: 0,
      canceled: 0,
      plannedShippingDate: '',
      invoiceUploadedAt: null,
      purchaseConfirmedAt: null,
    };
    box.lines.push(line);
    box.order.lines.push(line);
  }

  /** The same option has the same id in every order; named twice in one order it gets a second id, since ids tell lines apart. */
  #itemOf(wanted: LineToPlace, seen: Map<string, number>): VendorItem {
    const option = JSON.stringify([wanted.productName, wanted.optionName, wanted.sellerProductCode]);
    const occurrence = seen.get(option) ?? 0;
    seen.set(option, occurrence + 1);
    return obtain(this.#items, `${occurrence} ${option}`, () => ({
      vendorItemId: this.numbers.vendorItem.next(),
      product: obtain(this.#products, wanted.productName, () => ({
        productId: this.numbers.product.next(),
        sellerProductId: this.numbers.sellerProduct.next(),
        name: wanted.productName,
      })),
      optionName: wanted.optionName,
      sellerCode: wanted.sellerProductCode,
    }));
  }
}

function obtain<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function bundlesOf(wanted: OrderToPlace): readonly (readonly number[])[] {
  const all = wanted.lines.map((_, position) => position);
  if (all.length === 0) throw new Error('an order needs at least one line, but got: []');
  const bundles = wanted.bundles ?? [all];
  const named = bundles.flat().sort((a, b) => a - b);
  if (bundles.some((bundle) => bundle.length === 0) || named.join() !== all.join()) {
    throw new Error(`bundles must name each of ${all.length} lines once, but got: ${JSON.stringify(bundles)}`);
  }
  return bundles;
}

export const placed = (line: Line): PlacedLine => ({
  orderNumber: line.order.orderId,
  lineNumber: line.item.vendorItemId,
  bundleNumber: line.box.shipmentBoxId,
  checkoutNumber: null,
});
