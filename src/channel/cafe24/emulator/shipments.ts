import { groupBy } from '../../../base/collections.js';
import type { Fields } from './body.js';
import type { Answer, Call } from './call.js';
import { created, inBulk, ok } from './call.js';
import type { Carrier } from './carriers.js';
import { carrierOf } from './carriers.js';
import type { ShipmentStatus } from './codes.js';
import { shipmentStatuses } from './codes.js';
import { wholeOrder } from './confirmations.js';
import { dateText } from './instants.js';
import type { Life } from './life.js';
import { invalid, missing, sameContent, unknownId, wrongState } from './replies.js';
import type { Shop } from './shop.js';
import type { Line, Order } from './state.js';
import { linesOf, orderOf } from './targets.js';

const WORDS = Object.keys(shipmentStatuses) as ShipmentStatus[];
const MOST_TRACKING = 40;

/** 송장: parcels of an order, each known by its shipping code. */
export class Shipments {
  constructor(
    private readonly shop: Shop,
    private readonly life: Life,
  ) {}

  /** Only codes with a parcel are shipments. @evidence documented */
  list(call: Call): Answer {
    const order = orderOf(this.shop, call.shopNo, call.ids[0]!);
    const sent = order.lines.filter(({ parcel }) => parcel !== null);
    const shipments = [...groupBy(sent, ({ shippingCode }) => shippingCode)].map(([shippingCode, lines]) => {
      const { carrier, trackingNumber, updatedAt } = lines[0]!.parcel!;
      return {
        shop_no: order.shopNo,
        shipping_code: shippingCode,
        order_id: order.orderId,
        tracking_no: trackingNumber,
        tracking_no_updated_date: dateText(updatedAt),
        shipping_company_code: carrier.code,
        items: lines.map((line) => ({ order_item_code: line.code, status: wordOf(line) })),
      };
    });
    return ok({ shipments });
  }

  /** An array under `shipments` even for the single call. @evidence documented */
  create(call: Call): Answer {
    const { shopNo, request } = call.body();
    return created({ shipments: this.#create(orderOf(this.shop, shopNo, call.ids[0]!), request) });
  }

  /** Fields come in another order here, that is all. @evidence documented */
  createMany(call: Call): Answer {
    const { shopNo, requests } = call.body();
    return inBulk(requests, 'shipments', 201, (request) =>
      this.#create(orderOf(this.shop, shopNo, request.requiredText('order_id')), request),
    );
  }

  /** Lines of several shipping codes make a shipment each (assumed). @evidence documented */
  #create(order: Order, request: Fields): unknown[] {
    const trackingNumber = request.requiredText('tracking_no', MOST_TRACKING);
    const carrier = carrierAsked(request);
    const status = request.requiredOneOf('status', ['standby', 'shipping'] as const);
    const shippingCode = request.text('shipping_code');
    if (shippingCode !== null && !order.receivers.has(shippingCode)) throw invalid('shipping_code');
    const carrierId = request.whole('carrier_id');
    if (carrierId !== null && carrierId !== carrier.id) throw invalid('carrier_id');
    const lines = linesOf(order, request.texts('order_item_code'), () =>
      wholeOrder(order).filter((line) => shippingCode === null || line.shippingCode === shippingCode),
    );
    if (lines.length === 0 || !this.life.ship(lines, carrier, trackingNumber, status)) throw wrongState();
    return [...groupBy(lines, (line) => line.shippingCode)].map(([code, sent]) => ({
      shop_no: order.shopNo,
      shipping_code: code,
      order_id: order.orderId,
      status,
      tracking_no: trackingNumber,
      shipping_company_code: carrier.code,
      order_item_code: sent.map((line) => line.code),
      carrier_id: carrier.id,
    }));
  }

  /** @evidence documented */
  update(call: Call): Answer {
    const { shopNo, request } = call.body();
    const order = orderOf(this.shop, shopNo, call.ids[0]!);
    return ok({ shipment: this.#update(order, call.ids[1]!, request) });
  }

  /** What a row shows beside the fields of the single call is a guess. @evidence assumed */
  updateMany(call: Call): Answer {
    const { shopNo, requests } = call.body();
    return inBulk(requests, 'shipments', 200, (request) => {
      const order = orderOf(this.shop, shopNo, request.requiredText('order_id'));
      const shippingCode = request.requiredText('shipping_code');
      const { shop_no, ...rest } = this.#update(order, shippingCode, request);
      return [{ shop_no, order_id: order.orderId, shipping_code: shippingCode, ...rest }];
    });
  }

  /** Either number and carrier, or status; what was not sent comes back null. @evidence observed */
  #update(order: Order, shippingCode: string, request: Fields) {
    const lines = linesAt(order, shippingCode);
    const status = request.oneOf('status', WORDS);
    const info = request.text('status_additional_info', 30);
    const isLabel = request.has('tracking_no') || request.has('shipping_company_code');
    if (status !== null && isLabel) throw invalid('status');
    if (status === null && !isLabel) throw missing('status');
    if (status !== null) {
      if (!this.life.advance(lines, status)) throw wrongState();
    } else {
      this.#relabel(lines, request);
    }
    return {
      shop_no: order.shopNo,
      status,
      status_additional_info: info,
      tracking_no: request.text('tracking_no'),
      shipping_company_code: request.text('shipping_company_code'),
    };
  }

  /** The same number again is the same content: 409 is documented in general, for this call it is a guess. @evidence assumed */
  #relabel(lines: readonly Line[], request: Fields): void {
    const trackingNumber = request.requiredText('tracking_no', MOST_TRACKING);
    const carrier = carrierAsked(request);
    const isSame = lines.every(
      ({ parcel }) => parcel?.trackingNumber === trackingNumber && parcel.carrier.code === carrier.code,
    );
    if (isSame) throw sameContent();
    if (!this.life.relabel(lines, carrier, trackingNumber)) throw wrongState();
  }

  /** @evidence documented */
  remove(call: Call): Answer {
    const order = orderOf(this.shop, call.shopNo, call.ids[0]!);
    const lines = linesAt(order, call.ids[1]!);
    if (!this.life.unship(lines)) throw wrongState();
    return ok({
      shipment: {
        shop_no: order.shopNo,
        order_id: order.orderId,
        shipping_code: call.ids[1]!,
        order_item_code: lines.map(({ code }) => code),
      },
    });
  }
}

/** Lines of a shipping code that no claim took off. @evidence assumed */
function linesAt(order: Order, shippingCode: string): Line[] {
  if (!order.receivers.has(shippingCode)) throw unknownId('shipment');
  const lines = wholeOrder(order).filter((line) => line.shippingCode === shippingCode);
  if (lines.length === 0) throw wrongState();
  return lines;
}

/** Only carriers of this mall. @evidence documented */
function carrierAsked(request: Fields): Carrier {
  const carrier = carrierOf(request.requiredText('shipping_company_code'));
  if (!carrier) throw invalid('shipping_company_code');
  return carrier;
}

function wordOf({ dates }: Line): ShipmentStatus {
  if (dates.delivered !== null) return 'shipped';
  return dates.shipped === null ? 'standby' : 'shipping';
}
