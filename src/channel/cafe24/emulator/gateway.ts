import type { Clock } from '../../../base/clock.js';
import type { WireReply, WireRequest } from '../../../sandbox/emulator.js';
import { shopCurrencies } from './account.js';
import { Envelope } from './body.js';
import { Bucket, FULL_BUCKET } from './bucket.js';
import type { OAuth } from './oauth.js';
import { Query, decoded } from './query.js';
import {
  Refused,
  badAddress,
  errorReply,
  insufficientScope,
  internal,
  invalid,
  json,
  noApi,
  tooMany,
  versionGone,
  wrongContentType,
} from './replies.js';
import type { Route } from './routes.js';
import { findRoute } from './routes.js';

/** The app's registered version, and those still served beside it; which ones are live changes with time. @evidence assumed */
const DEFAULT_VERSION = '2026-03-01';
const VERSIONS: ReadonlySet<string> = new Set([DEFAULT_VERSION, '2025-12-01', '2025-09-01', '2025-06-01']);

const RAW = /[^\x21-\x7e]/;

/** What stands before every operation. */
export class Gateway {
  readonly #bucket = new Bucket();

  constructor(
    private readonly clock: Clock,
    private readonly oauth: OAuth,
    private readonly routes: readonly Route[],
  ) {}

  handle(request: WireRequest): WireReply {
    try {
      return this.#oauth(request) ?? this.#admin(request);
    } catch (error) {
      if (error instanceof Refused) return errorReply(error);
      throw error;
    }
  }

  /** Token calls have a limit of their own and are not in the bucket. @evidence assumed */
  #oauth(request: WireRequest): WireReply | null {
    switch (`${request.method} ${request.path}`) {
      case 'GET /api/v2/oauth/authorize':
        return this.oauth.authorize(request);
      case 'POST /api/v2/oauth/token':
        return this.oauth.token(request);
      case 'POST /api/v2/oauth/revoke':
        return this.oauth.revoke(request);
      default:
        return null;
    }
  }

  /** Address, path, media type, token, version, rate, scope, then the operation; that order is a guess. @evidence assumed */
  #admin(request: WireRequest): WireReply {
    const { headers, method, path } = request;
    if (RAW.test(path) || RAW.test(request.query)) throw badAddress();
    const found = findRoute(this.routes, method, path);
    if (!found) throw noApi();
    if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw wrongContentType();
    const scopes = this.oauth.scopesOf(headers['authorization']);
    checkVersion(headers['x-cafe24-api-version']);
    const isAdmitted = this.#bucket.take(this.clock.now());
    const limit = { 'x-api-call-limit': this.#bucket.limitHeader };
    if (!isAdmitted) return errorReply(tooMany(), limit);
    try {
      if (!scopes.includes(found.route.scope)) throw insufficientScope();
      const { status, body } = found.route.answer(callOf(request, found.ids));
      return json(status, body, limit);
    } catch (error) {
      if (error instanceof Refused) return errorReply(error, limit);
      throw error;
    }
  }

  /** A full usage limit: 429 that says in seconds how long it lasts. The headers are documented. @evidence documented */
  trouble(kind: 'RATE_LIMITED' | 'INTERNAL'): WireReply {
    if (kind === 'INTERNAL') return errorReply(internal());
    return errorReply(tooMany(), {
      'x-api-call-limit': FULL_BUCKET,
      'x-cafe24-call-usage': '100.00',
      'x-cafe24-call-remain': '1',
    });
  }
}

/** Left out: the app's own version. @evidence documented */
function checkVersion(version: string | undefined): void {
  if (version !== undefined && !VERSIONS.has(version)) throw versionGone(version, DEFAULT_VERSION);
}

/** That a shop which the mall does not have is refused so is a guess. @evidence assumed */
function checkShop(shopNo: number): void {
  if (!shopCurrencies.has(shopNo)) throw invalid('shop_no');
}

function callOf(request: WireRequest, ids: readonly string[]) {
  const query = new Query(request.query);
  const shopNo = query.whole('shop_no', { from: 1, to: Infinity, absent: 1 });
  checkShop(shopNo);
  const body = (): Envelope => {
    const envelope = Envelope.parse(request.body);
    checkShop(envelope.shopNo);
    return envelope;
  };
  return { path: request.path, query, ids: ids.map(decoded), shopNo, body };
}
