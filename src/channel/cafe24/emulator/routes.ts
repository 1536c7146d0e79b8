import type { Answer, Call } from './call.js';
import type { Cancellations } from './cancellations.js';
import { carrierFields } from './carriers.js';
import { ok } from './call.js';
import type { Confirmations } from './confirmations.js';
import type { OrderReads } from './order-reads.js';
import type { Requests } from './requests.js';
import type { Returns } from './returns.js';
import type { Scope } from './oauth.js';
import type { Shipments } from './shipments.js';

export interface Route {
  readonly method: string;
  /** Segments; `{}` stands for any one. */
  readonly path: string;
  readonly scope: Scope;
  answer(call: Call): Answer;
}

interface Operations {
  readonly reads: OrderReads;
  readonly confirmations: Confirmations;
  readonly shipments: Shipments;
  readonly cancellations: Cancellations;
  readonly requests: Requests;
  readonly returns: Returns;
}

type Entry = readonly [method: string, path: string, answer: (call: Call) => Answer];

/** Every path of the Admin API that is known here, with the scope that it needs. @evidence documented */
export function routesTo(operations: Operations): readonly Route[] {
  return [
    ...under('mall.read_shipping', [['GET', 'carriers', ({ shopNo }) => ok({ carriers: carrierFields(shopNo) })]]),
    ...under('mall.read_order', reads(operations)),
    ...under('mall.write_order', [...orderWrites(operations), ...claimWrites(operations)]),
  ];
}

const under = (scope: Scope, entries: readonly Entry[]): Route[] =>
  entries.map(([method, path, answer]) => ({ method, path: `/api/v2/admin/${path}`, scope, answer }));

const reads = ({ reads, shipments, cancellations }: Operations): Entry[] => [
  ['GET', 'orders', (call) => reads.list(call)],
  ['GET', 'orders/count', (call) => reads.count(call)],
  ['GET', 'orders/{}', (call) => reads.one(call)],
  ['GET', 'orders/{}/items', (call) => reads.items(call)],
  ['GET', 'orders/{}/receivers', (call) => reads.receivers(call)],
  ['GET', 'orders/{}/buyer', (call) => reads.buyer(call)],
  ['GET', 'orders/{}/items/{}/history', (call) => reads.history(call)],
  ['GET', 'orders/{}/shipments', (call) => shipments.list(call)],
  ['GET', 'unpaidorders', (call) => reads.unpaid(call)],
  ['GET', 'cancellation/{}', (call) => cancellations.one(call)],
];

const orderWrites = ({ confirmations, shipments }: Operations): Entry[] => [
  ['PUT', 'orders', (call) => confirmations.updateMany(call)],
  ['PUT', 'orders/{}', (call) => confirmations.update(call)],
  ['PUT', 'orders/{}/items/{}', (call) => confirmations.updateItem(call)],
  ['POST', 'orders/{}/shipments', (call) => shipments.create(call)],
  ['PUT', 'orders/{}/shipments/{}', (call) => shipments.update(call)],
  ['DELETE', 'orders/{}/shipments/{}', (call) => shipments.remove(call)],
  ['POST', 'shipments', (call) => shipments.createMany(call)],
  ['PUT', 'shipments', (call) => shipments.updateMany(call)],
];

const claimWrites = ({ cancellations, requests, returns }: Operations): Entry[] => [
  ['POST', 'orders/{}/cancellation', (call) => cancellations.create(call)],
  ['PUT', 'orders/{}/cancellation/{}', (call) => cancellations.update(call)],
  ['POST', 'cancellation', (call) => cancellations.createMany(call)],
  ['PUT', 'cancellation', (call) => cancellations.undoMany(call)],
  ['POST', 'cancellationrequests', (call) => requests.create(call, 'Cancellation')],
  ['PUT', 'cancellationrequests', (call) => requests.reject(call, 'Cancellation')],
  ['POST', 'returnrequests', (call) => requests.create(call, 'Return')],
  ['PUT', 'returnrequests', (call) => requests.reject(call, 'Return')],
  ['POST', 'exchangerequests', (call) => requests.create(call, 'Exchange')],
  ['PUT', 'exchangerequests', (call) => requests.reject(call, 'Exchange')],
  ['POST', 'orders/{}/return', (call) => returns.createReturn(call)],
  ['POST', 'orders/{}/exchange', (call) => returns.createExchange(call)],
];

/** The route of a request and its ids; null where there is none, a wrong method included. @evidence assumed */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly ids: readonly string[] } | null {
  const given = path.split('/');
  for (const route of routes) {
    const wanted = route.path.split('/');
    if (route.method !== method || wanted.length !== given.length) continue;
    if (!wanted.every((segment, at) => segment === '{}' || segment === given[at])) continue;
    return { route, ids: given.filter((_, at) => wanted[at] === '{}') };
  }
  return null;
}
