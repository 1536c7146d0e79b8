import type { WireRequest } from '../../../sandbox/emulator.js';
import { Query } from './query.js';
import type { Reads } from './reads.js';
import type { Tokens } from './tokens.js';
import type { Writes } from './writes.js';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Segments; `{}` stands for any one. */
  readonly path: string;
  /** Needs no bearer token, and answers without the envelope. */
  readonly isOpen?: true;
  /** @param id what stands for `{}`. */
  answer(request: WireRequest, id: string): unknown;
}

const PRODUCT_ORDERS = '/v1/pay-order/seller/product-orders';

/** Every registered path. @evidence documented */
export const routesTo = (tokens: Tokens, reads: Reads, writes: Writes): readonly Route[] => [
  { method: 'POST', path: '/v1/oauth2/token', isOpen: true, answer: (request) => tokens.issue(request) },
  {
    method: 'GET',
    path: `${PRODUCT_ORDERS}/last-changed-statuses`,
    answer: (request) => reads.changes(new Query(request.query)),
  },
  { method: 'GET', path: PRODUCT_ORDERS, answer: (request) => reads.conditional(new Query(request.query)) },
  { method: 'POST', path: `${PRODUCT_ORDERS}/query`, answer: (request) => reads.details(request) },
  {
    method: 'GET',
    path: '/v1/pay-order/seller/orders/{}/product-order-ids',
    answer: (_request, orderId) => reads.productOrderIds(orderId),
  },
  { method: 'POST', path: `${PRODUCT_ORDERS}/confirm`, answer: (request) => writes.confirm(request) },
  { method: 'POST', path: `${PRODUCT_ORDERS}/dispatch`, answer: (request) => writes.dispatch(request) },
  {
    method: 'POST',
    path: `${PRODUCT_ORDERS}/{}/claim/cancel/approve`,
    answer: (_request, productOrderId) => writes.approveCancel(productOrderId),
  },
];

/**
 * The route of a request and what stands for `{}`; null where the path is not registered. A registered path with another
 * method counts as none.
 * @evidence assumed
 */
export function findRoute(routes: readonly Route[], request: WireRequest): { route: Route; id: string } | null {
  const given = request.path.split('/');
  for (const route of routes) {
    const wanted = route.path.split('/');
    if (route.method !== request.method || wanted.length !== given.length) continue;
    if (!wanted.every((segment, at) => segment === '{}' || segment === given[at])) continue;
    return { route, id: given[wanted.indexOf('{}')] ?? '' };
  }
  return null;
}
