import type {
  Emulator,
  EmulatorDefinition,
  EmulatorSettings,
  WireReply,
  WireRequest,
} from '../../../sandbox/emulator.js';
import { act, readActionBody, type Action } from './actions.js';
import { hasKey, hasSignature } from './auth.js';
import { COURIERS } from './codes.js';
import { IdempotencyKeys, RateLimit } from './limits.js';
import { listCanceledOrders, listOrders } from './lists.js';
import { MAX_PAGE_SIZE, readListQuery, type List } from './query.js';
import { internal, json, rateLimited, refused } from './replies.js';
import { singleRow } from './rows.js';
import { Shelf } from './shelf.js';

const BASE_PATH = '/channel-api/v1';
const API_KEY = 'own-mall-sandbox-channel-key-00000001';

export interface OwnMallSettings extends EmulatorSettings {
  /** Demand X-Mall-Timestamp and X-Mall-Signature, and say so in /capabilities. Default: no. */
  readonly signatureRequired?: boolean;
  /** Key of the signatures. */
  readonly signingSecret?: string;
  /** From the approval of a cancel to its refund, in milliseconds; CANCEL_APPROVED meanwhile. Default 0. */
  readonly refundDelayMs?: number;
}

/**
 * A mall that implements the own-mall contract 1.0 (the seed's four functions, and the proposal around them).
 *
 * What it does not do: the contract's optional changes (changeInvoice, rejectCancel, sellerCancel, delayDispatch,
 * forceDelivered, getOrderHistory) answer 501; there are no returns or exchanges; no address is ever forbidden (403);
 * the seller's own product codes and bundles are not part of this contract and are forgotten; every shipping fee is
 * prepaid. A rejected cancel only comes about in the back office (DISPATCH while a request is open).
 *
 * `nativeStatus` of a line is its orderStatus, and the cancelStatus of its latest claim after a slash:
 * `CONFIRMED/CANCEL_REQUESTED`.
 */
export const emulator: EmulatorDefinition = {
  credentials: { apiKey: API_KEY },
  basePath: BASE_PATH,
  create: (settings) => createOwnMall(settings),
};

export function createOwnMall(settings: OwnMallSettings): Emulator {
  const shelf = new Shelf(settings.clock, settings.seed, settings.refundDelayMs ?? 0);
  const mall = new Mall(settings, shelf);
  return {
    handle: (request) => mall.handle(request),
    place: (order) => shelf.place(order),
    happen: (line, event) => shelf.happen(line, event),
    lines: () => shelf.truth(),
    troubleReply: (kind) => (kind === 'RATE_LIMITED' ? rateLimited() : internal()),
  };
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (request: WireRequest, match: RegExpExecArray) => WireReply;
}

/** The counter of the mall: who may call, how often, and what. */
class Mall {
  readonly #rate: RateLimit;
  readonly #idempotency: IdempotencyKeys;
  readonly #routes: readonly Route[] = [
    route('GET', '/capabilities', () => json(200, this.#capabilities())),
    route('GET', '/orders', (request) => this.#list(request, 'ORDERS')),
    route('GET', '/canceled-orders', (request) => this.#list(request, 'CANCELED_ORDERS')),
    route('POST', '/orders/confirm', (request) => this.#act(request, 'CONFIRM')),
    route('POST', '/orders/invoice', (request) => this.#act(request, 'INVOICE')),
    route('POST', '/canceled-orders/approve', (request) => this.#act(request, 'APPROVE')),
    route('PUT', '/orders/invoice', notSupported),
    route('POST', '/orders/(?:delivered|delay|cancel)', notSupported),
    route('POST', '/canceled-orders/reject', notSupported),
    route('GET', '/orders/([^/]+)/history', notSupported),
    route('GET', '/orders/([^/]+)', (_request, match) => this.#single(match[1]!)),
  ];

  constructor(
    private readonly settings: OwnMallSettings,
    private readonly shelf: Shelf,
  ) {
    this.#rate = new RateLimit(settings.clock);
    this.#idempotency = new IdempotencyKeys(settings.clock);
  }

  handle(request: WireRequest): WireReply {
    if (!this.#knows(request)) return json(401, refused('UNAUTHORIZED'));
    if (!this.#rate.allows()) return rateLimited();
    const matches = this.#routes.flatMap(({ method, path, answer }) => {
      const match = path.exec(request.path);
      return match ? [{ method, answer, match }] : [];
    });
    const found = matches.find(({ method }) => method === request.method);
    if (found) return found.answer(request, found.match);
    return outsideOfTheContract(matches.map(({ method }) => method));
  }

  #knows(request: WireRequest): boolean {
    const { signatureRequired = false, signingSecret = '', clock } = this.settings;
    if (!hasKey(request, API_KEY)) return false;
    return !signatureRequired || hasSignature(request, BASE_PATH, signingSecret, clock.now());
  }

  /** @evidence documented */
  #capabilities(): unknown {
    return {
      contractVersion: '1.0',
      mallName: '견본 상점',
      supports: ['listOrders', 'getOrder', 'confirmOrder', 'registerInvoice', 'listCanceledOrders', 'approveCancel'],
      couriers: COURIERS,
      signatureRequired: this.settings.signatureRequired ?? false,
      maxPageSize: MAX_PAGE_SIZE,
    };
  }

  #list(request: WireRequest, list: List): WireReply {
    const reading = readListQuery(request.query, list);
    if ('reply' in reading) return reading.reply;
    return json(200, (list === 'ORDERS' ? listOrders : listCanceledOrders)(this.shelf, reading.value));
  }

  /** @evidence documented */
  #single(orderNumber: string): WireReply {
    const line = this.shelf.find(orderNumber);
    return line ? json(200, singleRow(line, this.shelf.now())) : json(404, refused('ORDER_NOT_FOUND'));
  }

  #act(request: WireRequest, action: Action): WireReply {
    const reading = readActionBody(request.body, action);
    if ('reply' in reading) return reading.reply;
    return this.#idempotency.answer(request, () => json(200, act(this.shelf, action, reading.value)));
  }
}

const route = (method: string, path: string, answer: Route['answer']): Route => ({
  method,
  path: new RegExp(`^${path}$`),
  answer,
});

/** An optional operation that this mall lacks. @evidence documented */
function notSupported(): WireReply {
  return json(501, refused('NOT_SUPPORTED'));
}

/** The contract does not say how a path or method outside of it is answered. @evidence assumed */
const outsideOfTheContract = (methods: readonly string[]): WireReply =>
  methods.length > 0
    ? json(405, refused('NOT_SUPPORTED'), { allow: methods.join(', ') })
    : json(404, refused('NOT_SUPPORTED'));
