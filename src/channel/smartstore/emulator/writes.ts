import type { WireRequest } from '../../../sandbox/emulator.js';
import { Body } from './body.js';
import { deliveryMethods } from './codes.js';
import { isCourier } from './couriers.js';
import type { Dispatch, Life } from './life.js';
import type { FailedProductOrder, OrderCode } from './refusals.js';
import { failure, orderRefusal, unreadableBody } from './refusals.js';
import type { Shop } from './shop.js';
import type { ProductOrder } from './state.js';

const MOST_ITEMS = 30;

/** The seller's order writes. Each answers 200 with what succeeded and what failed, even where everything failed. */
export class Writes {
  constructor(
    private readonly shop: Shop,
    private readonly life: Life,
  ) {}

  /** 발주 확인 처리. @evidence documented */
  confirm(request: WireRequest): unknown {
    const rows = this.#rows(Body.of(request).texts('productOrderIds', MOST_ITEMS));
    const successProductOrderInfos: unknown[] = [];
    const failProductOrderInfos: FailedProductOrder[] = [];
    for (const row of rows) {
      if (this.life.confirm(row)) {
        const isReceiverAddressChanged = row.order.isAddressChanged;
        successProductOrderInfos.push({ productOrderId: row.productOrderId, isReceiverAddressChanged });
      } else {
        failProductOrderInfos.push(failure(row.productOrderId, whyNotConfirmed(row)));
      }
    }
    return { successProductOrderInfos, failProductOrderInfos };
  }

  /** 발송 처리. dispatchDate is checked and not kept: delivery.sendDate tells when the call came. @evidence documented */
  dispatch(request: WireRequest): unknown {
    const wanted = Body.of(request).list('dispatchProductOrders', MOST_ITEMS).map(readDispatch);
    const rows = this.#rows(wanted.map(({ productOrderId }) => productOrderId));
    const successProductOrderIds: string[] = [];
    const failProductOrderInfos: FailedProductOrder[] = [];
    rows.forEach((row, position) => {
      const parcel = wanted[position]!;
      const code = flawOf(parcel) ?? this.#whyNotDispatched(row, parcel);
      if (code !== null) failProductOrderInfos.push(failure(row.productOrderId, code));
      else successProductOrderIds.push(row.productOrderId);
    });
    return { successProductOrderIds, failProductOrderInfos };
  }

  /** 취소 요청 승인; the body is empty and not looked at. 104210 is real in the SOAP API, assumed here. @evidence assumed */
  approveCancel(productOrderId: string): unknown {
    const [row] = this.#rows([productOrderId]);
    const isDone = row !== undefined && this.life.approveCancel(row);
    return {
      successProductOrderIds: isDone ? [productOrderId] : [],
      failProductOrderInfos: isDone ? [] : [failure(productOrderId, '104210')],
    };
  }

  /**
   * A number that is not the store's own refuses the whole call, before anything is done (observed); so does the same
   * number twice (assumed).
   * @evidence observed
   */
  #rows(ids: readonly string[]): ProductOrder[] {
    if (new Set(ids).size < ids.length) throw orderRefusal('104131');
    return ids.map((id) => {
      const row = this.shop.productOrders.get(id);
      if (!row) throw orderRefusal('101009');
      return row;
    });
  }

  /**
   * Dispatches, or says why not: a state that forbids it gives 9999 (observed); an invoice number of another bundle 104121,
   * while the rows of one bundle share theirs (assumed).
   * @evidence observed
   */
  #whyNotDispatched(row: ProductOrder, parcel: Dispatch): OrderCode | null {
    if (row.status !== 'PAYED') return '9999';
    const owner = this.shop.invoices.get(`${parcel.courierCode} ${parcel.trackingNumber}`);
    if (owner !== undefined && owner !== row.bundle.packageNumber) return '104121';
    return this.life.dispatch(row, parcel) ? null : '9999';
  }
}

/** Confirmed before: 104443. Any other state: 104135. @evidence observed */
const whyNotConfirmed = (row: ProductOrder): OrderCode =>
  row.placeStatus === 'OK' && row.status !== 'CANCELED' ? '104443' : '104135';

interface WantedDispatch extends Dispatch {
  readonly productOrderId: string;
}

/** An empty courier code is unreadable, an unknown one just refused (see flawOf). @evidence observed */
function readDispatch(value: unknown): WantedDispatch {
  const item = Body.from(value);
  const productOrderId = item.requiredText('productOrderId');
  const method = item.requiredOneOf('deliveryMethod', deliveryMethods);
  const courierCode = item.text('deliveryCompanyCode');
  if (courierCode === '') throw unreadableBody();
  item.requiredDate('dispatchDate');
  return { productOrderId, method, courierCode, trackingNumber: item.text('trackingNumber') || null };
}

/** Methods of collecting, and the one that only answers name. */
const NOT_FOR_DISPATCH = /^(RETURN_|UNKNOWN$)/;

/** What is wrong with the parcel itself. Unknown courier: a live body; the other codes are documented. @evidence observed */
function flawOf({ method, courierCode, trackingNumber }: Dispatch): OrderCode | null {
  if (NOT_FOR_DISPATCH.test(method)) return '104117';
  if (courierCode !== null && !isCourier(courierCode)) return '104119';
  if (method !== 'DELIVERY') return null;
  if (courierCode === null) return '104118';
  if (trackingNumber === null) return '104120';
  return /^[0-9A-Za-z-]+$/.test(trackingNumber) ? null : '104122';
}
