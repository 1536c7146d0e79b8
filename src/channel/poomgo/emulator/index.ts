import type {
  Emulator,
  EmulatorDefinition,
  EmulatorSettings,
  WireReply,
  WireRequest,
} from '../../../sandbox/emulator.js';
import { hasKey, type KeyForm } from './auth.js';
import { Ledger } from './ledger.js';
import { listOrders } from './orders.js';
import { BadQuestion, readQuestion } from './question.js';
import { badRequest, internal, json, notFound, rateLimited, unauthorized } from './replies.js';

const API_KEY = 'DEMO-KEY-0001';
const LIST_PATH = '/oms/orders';

export interface PoomgoSettings extends EmulatorSettings {
  /** How the account's key is presented. Default: bare. */
  readonly keyForm?: KeyForm;
}

/**
 * The list of orders of Poomgo's open API (품고, 핸디봇), and the warehouse behind it.
 *
 * What it does not do: orders do not come in by `PUT /oms/temp-order`, and there is neither a list of returns (`/cs`) nor of
 * stock, nor the older and newer addresses; these answer 404. No rate is published, so none is kept: 429 comes by injected
 * fault alone. `originalData` is always null. A row is never stopped or postponed. Status keys of parcels are not known but for
 * one, so any is taken.
 *
 * It is no place where anybody buys: `place` throws, `lines` is empty, and `warehouse` holds what there is. `cargoStatus` of a
 * parcel is its cargoStatusCodeKey verbatim.
 */
export const emulator: EmulatorDefinition = {
  credentials: { apiKey: API_KEY },
  basePath: '/open-api',
  create: (settings) => createPoomgo(settings),
};

export function createPoomgo(settings: PoomgoSettings): Emulator {
  const ledger = new Ledger(settings.clock, settings.seed);
  return {
    handle: (request) => answer(request, ledger, settings.keyForm ?? 'BARE'),
    place: () => {
      throw new Error('Poomgo is a fulfilment service, where nobody buys: its warehouse receives rows of the ledger');
    },
    happen: () => false,
    lines: () => [],
    troubleReply: (kind) => (kind === 'RATE_LIMITED' ? rateLimited() : internal()),
    warehouse: ledger,
  };
}

/** @evidence documented */
function answer(request: WireRequest, ledger: Ledger, keyForm: KeyForm): WireReply {
  if (!hasKey(request, API_KEY, keyForm)) return unauthorized();
  if (request.method !== 'POST' || request.path !== LIST_PATH) return notFound(request.method, request.path);
  try {
    return json(200, listOrders(ledger, readQuestion(request)));
  } catch (error) {
    if (error instanceof BadQuestion) return badRequest(error.message);
    throw error;
  }
}
