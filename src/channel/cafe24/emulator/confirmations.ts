import type { Fields } from './body.js';
import type { Answer, Call } from './call.js';
import { inBulk, ok } from './call.js';
import type { Life, ProcessStatus } from './life.js';
import { invalid, missing, wrongState } from './replies.js';
import type { Shop } from './shop.js';
import type { Line, Order } from './state.js';
import { isLive } from './state.js';
import { linesOf, orderOf } from './targets.js';

const PROCESS: readonly ProcessStatus[] = ['prepare', 'prepareproduct', 'hold', 'unhold'];
const NOT_SHIPPED: readonly string[] = ['N10', 'N20', 'N21', 'N22'];
/** What the same path can do besides; this mall's app never does. */
const ITEM_OTHERS = [
  'multi_invoice',
  'claim_type',
  'claim_status',
  'claim_reason_type',
  'claim_reason',
  'claim_quantity',
];

/** 발주확인 and the other changes of an order that need no parcel. */
export class Confirmations {
  constructor(
    private readonly shop: Shop,
    private readonly life: Life,
  ) {}

  /** @evidence documented */
  update(call: Call): Answer {
    const { shopNo, request } = call.body();
    return ok({ order: this.#update(orderOf(this.shop, shopNo, call.ids[0]!), request) });
  }

  /** @evidence documented */
  updateMany(call: Call): Answer {
    const { shopNo, requests } = call.body();
    return inBulk(requests, 'orders', 200, (request) => {
      const order = orderOf(this.shop, shopNo, request.requiredText('order_id'));
      const { shop_no, ...rest } = this.#update(order, request);
      return [{ shop_no, order_id: order.orderId, ...rest }];
    });
  }

  #update(order: Order, request: Fields) {
    const process = request.oneOf('process_status', PROCESS);
    const purchase = request.flag('purchase_confirmation');
    const collectPoints = request.flag('collect_points') ?? 'F';
    const showsAddress = request.flag('show_shipping_address');
    if (process === null && purchase === null && showsAddress === null) throw missing('process_status');
    if (process !== null && purchase !== null) throw invalid('purchase_confirmation');
    const lines = linesOf(order, request.texts('order_item_code'), () => wholeOrder(order));
    if (process !== null && !this.life.process(lines, process)) throw wrongState();
    if (purchase !== null && !this.life.confirmPurchase(lines, purchase === 'T', true)) throw wrongState();
    if (showsAddress !== null) order.showsAddress = showsAddress === 'T';
    return {
      shop_no: order.shopNo,
      process_status: process,
      order_item_code: lines.map(({ code }) => code),
      purchase_confirmation: purchase,
      collect_points: collectPoints,
      show_shipping_address: showsAddress,
    };
  }

  /** 발송예정일, as long as the line is here (assumed). Other changes on this path are not known here. @evidence documented */
  updateItem(call: Call): Answer {
    const { shopNo, request } = call.body();
    const order = orderOf(this.shop, shopNo, call.ids[0]!);
    const [line] = linesOf(order, [call.ids[1]!], () => []);
    const other = ITEM_OTHERS.find((name) => request.has(name));
    if (other !== undefined) throw invalid(other);
    const day = request.day('shipping_expected_date');
    if (day === null) throw missing('shipping_expected_date');
    if (!NOT_SHIPPED.includes(line!.status)) throw wrongState();
    line!.expectedDispatch = day;
    return ok({
      item: {
        shop_no: order.shopNo,
        order_id: order.orderId,
        order_item_code: line!.code,
        claim_type: null,
        claim_status: null,
        claim_reason_type: null,
        claim_reason: null,
        claim_quantity: null,
        multi_invoice: null,
        shipping_expected_date: day,
      },
    });
  }
}

/** An open request keeps its line in, so that the whole is refused. @evidence assumed */
export const wholeOrder = (order: Order): Line[] => order.lines.filter(isLive);
