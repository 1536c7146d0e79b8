import type { Handler } from './call.js';
import { listCancels } from './claim-list.js';
import { approve, cancelAsSoldOut, cancelPlainly, refundAfterRemittance } from './claim-writes.js';
import { listCouriers, listStatuses, showProgress } from './delivery-reads.js';
import { completeShipping, registerInvoice } from './delivery-writes.js';
import { listOrders, listUnpaidOrders } from './order-lists.js';
import { checkOrder, expectShipping } from './order-writes.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Segments; `{}` stands for a number. */
  readonly path: string;
  readonly handler: Handler;
}

/** Reads are POST as well, but for the list of couriers. @evidence documented */
const routes: readonly Route[] = [
  { method: 'POST', path: '/shipping/v1/Order/PreRequestOrders', handler: listUnpaidOrders },
  { method: 'POST', path: '/shipping/v1/Order/RequestOrders', handler: listOrders },
  { method: 'POST', path: '/shipping/v1/Order/OrderCheck/{}', handler: checkOrder },
  { method: 'POST', path: '/shipping/v1/Order/ShippingExpectedDate', handler: expectShipping },
  { method: 'POST', path: '/shipping/v1/Delivery/ShippingInfo', handler: registerInvoice },
  { method: 'POST', path: '/shipping/v1/Delivery/AddShippingCompleteInfo/{}', handler: completeShipping },
  { method: 'POST', path: '/shipping/v1/Delivery/GetDeliveryStatus', handler: listStatuses },
  { method: 'POST', path: '/shipping/v1/Delivery/Progress', handler: showProgress },
  { method: 'POST', path: '/claim/v1/sa/Cancels', handler: listCancels },
  { method: 'PUT', path: '/claim/v1/sa/Cancel/{}', handler: approve },
  { method: 'POST', path: '/claim/v1/sa/Cancel/{}', handler: cancelPlainly },
  { method: 'POST', path: '/claim/v1/sa/Cancel/{}/SoldOut', handler: cancelAsSoldOut },
  { method: 'POST', path: '/claim/v1/sa/Cancel/{}/AfterRemittanceBySeller', handler: refundAfterRemittance },
  { method: 'GET', path: '/item/v1/shipping/delivery-company', handler: listCouriers },
];

/** Whether the real paths mind their case is unknown; these do. @evidence assumed */
export function findRoute(method: string, path: string): { readonly route: Route; readonly pathId: string } | null {
  const given = path.split('/');
  for (const route of routes) {
    const wanted = route.path.split('/');
    if (route.method !== method || wanted.length !== given.length) continue;
    const fits = (segment: string, at: number): boolean =>
      segment === '{}' ? /^\d+$/.test(given[at] ?? '') : segment === given[at];
    if (wanted.every(fits)) return { route, pathId: given[wanted.indexOf('{}')] ?? '' };
  }
  return null;
}
