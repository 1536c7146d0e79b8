import { timingSafeEqual } from 'node:crypto';

import type {
  Emulator,
  EmulatorDefinition,
  EmulatorSettings,
  WireReply,
  WireRequest,
} from '../../../sandbox/emulator.js';
import { orderTaken } from './answers.js';
import { Desk } from './desk.js';
import { readDataField } from './form.js';
import { readOrderRequest } from './order-request.js';
import { cashAnswer, goodsAnswer, invoiceAnswer, orderAnswer } from './queries.js';
import { Refused } from './refusals.js';
import { internal, json, notFound, rateLimited, unauthorized } from './replies.js';

const API_KEY = 'DEMOKEY';

/**
 * The open API of Junglebook (정글북), a supplier: orders to it, and reading them back.
 *
 * What it does not do: categories, island surcharges (`/shipping/extraFare`, nor are they in the delivery fee), and the calls of
 * stock owners (`/wms`); these answer 404. The address-cleaning service does not exist: addresses come back as they were sent,
 * the old one like the road one. A cancellation gives back neither cash nor stock, an order of the buyer's own goods (opo) adds
 * none. No rate is published, so none is kept: 429 comes by injected fault alone. Failures of payments (claim statuses 50 to 54)
 * and single items' claims do not happen.
 *
 * It is no place where anybody buys from the seller: `place` throws, `lines` is empty, and `supplier` holds what there is.
 * `nativeStatus` of an order is its orderStatus and orderClaimStatus: `3/0`.
 */
export const emulator: EmulatorDefinition = {
  credentials: { apiKey: API_KEY },
  basePath: '',
  create: (settings) => createJunglebook(settings),
};

function createJunglebook({ clock }: EmulatorSettings): Emulator {
  const desk = new Desk(clock);
  return {
    handle: (request) => (hasKey(request) ? answer(request, desk) : unauthorized()),
    place: () => {
      throw new Error('Junglebook is a supplier, where nobody buys from the seller: orders go to it through its API');
    },
    happen: () => false,
    lines: () => [],
    troubleReply: (kind) => (kind === 'RATE_LIMITED' ? rateLimited() : internal()),
    supplier: desk,
  };
}

/** The bare key, without a scheme. @evidence documented */
function hasKey({ headers }: WireRequest): boolean {
  const [given, right] = [Buffer.from(headers.authorization ?? ''), Buffer.from(API_KEY)];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** @evidence documented */
function answer(request: WireRequest, desk: Desk): WireReply {
  if (request.method === 'POST') return post(request, desk);
  const segments = segmentsOf(request.path);
  const found = request.method === 'GET' && segments ? get(request, segments, desk) : undefined;
  return found === undefined ? notFound() : json(found);
}

function post(request: WireRequest, desk: Desk): WireReply {
  if (request.path !== '/order' && request.path !== '/order/test') return notFound();
  try {
    return json(placed(request, desk, request.path === '/order/test'));
  } catch (error) {
    if (error instanceof Refused) return json(error.body);
    throw error;
  }
}

function placed(request: WireRequest, desk: Desk, isTest: boolean): unknown {
  const order = desk.take(readOrderRequest(readDataField(request)), isTest);
  if (order.settleKind === 'a') return orderTaken(order, null, isTest);
  const isPaid = desk.payFromCash(order);
  return orderTaken(order, { isPaid, balance: desk.cash() }, isTest);
}

function get(request: WireRequest, segments: readonly string[], desk: Desk): unknown {
  const [what, which, more, ...rest] = segments;
  if (which === undefined || rest.length > 0) return undefined;
  switch (what) {
    case 'order':
      return orderAnswer(desk.find(which, more));
    case 'invoice':
      return invoiceAnswer(desk.find(which, more));
    case 'member':
      return which === 'cash' && more === undefined ? cashAnswer(desk.cash()) : undefined;
    case 'goods':
      return goods(request, which, more ?? '1', desk);
    default:
      return undefined;
  }
}

function goods(request: WireRequest, which: string, page: string, desk: Desk): unknown {
  if (!/^(\d{1,9}|all|close|goodsNm)$/.test(which) || !/^[1-9]\d{0,5}$/.test(page)) return undefined;
  const query = new URLSearchParams(request.query);
  return goodsAnswer(desk.catalogue, {
    which,
    page: Number(page),
    updateAfter: query.get('updateAfter'),
    query: query.get('query'),
  });
}

/** Of `/order/N%2F1/api`: `order`, `N/1`, `api`; null where the percent-encoding is broken. */
function segmentsOf(path: string): string[] | null {
  try {
    return path.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}
