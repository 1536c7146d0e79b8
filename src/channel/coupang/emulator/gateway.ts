import type { Clock, Instant } from '../../../base/clock.js';
import type { WireReply, WireRequest } from '../../../sandbox/emulator.js';
import { account } from './account.js';
import { editionOf } from './edition.js';
import { authFailure } from './gateway.auth.js';
import { RateLimit } from './gateway.rate.js';
import { findRoute } from './gateway.routes.js';
import type { FoundRoute } from './gateway.routes.js';
import { badRequest, notFound, Refused, tooManyRequests } from './replies.js';
import { JsonObject } from './request.body.js';
import { Query } from './request.query.js';
import type { Shop } from './shop.js';
import { isVendorId } from './vendor.js';
import { wholeSecond } from './whole-second.js';

/** What stands before every endpoint: signature, rate, path, then the headers that the sheet knows of. */
export class Gateway {
  readonly #rate = new RateLimit();

  constructor(
    private readonly shop: Shop,
    private readonly clock: Clock,
  ) {}

  handle(request: WireRequest): WireReply {
    const now = this.clock.now();
    const uuid = (): string => this.shop.numbers.uuid();
    const denied = authFailure(request, now, uuid);
    if (denied) return denied;
    if (!this.#rate.admits(now)) return tooManyRequests(uuid());
    const found = findRoute(request);
    if (!found) return notFound(uuid());
    try {
      checkVendorOfPath(found, uuid);
      checkHeaders(request);
      return this.#call(request, found, wholeSecond(now));
    } catch (error) {
      if (error instanceof Refused) return error.reply;
      throw error;
    }
  }

  #call(request: WireRequest, { route, version, pathId }: FoundRoute, now: Instant): WireReply {
    return route.handler({
      shop: this.shop,
      now,
      edition: editionOf(version),
      pathId,
      query: new Query(request.query),
      body: () => JsonObject.parse(request.body),
    });
  }
}

/**
 * Another vendor's id is a wrong path; what is no vendor id at all has a text of its own (which of the two answers comes for
 * which is assumed).
 * @evidence documented
 */
function checkVendorOfPath({ vendorId, route }: FoundRoute, uuid: () => string): void {
  if (!isVendorId(vendorId)) throw badRequest(route.vendorText ?? 'Invalid vendor ID');
  if (vendorId !== account.vendorId) throw new Refused(notFound(uuid()));
}

/**
 * X-MARKET has been required since about 2026-07; X-Requested-By, where it is sent, must be the vendor. The texts are ours.
 * @evidence observed
 */
function checkHeaders({ headers }: WireRequest): void {
  if (!headers['x-market']) throw badRequest("Required header 'X-MARKET' is not present");
  const requestedBy = headers['x-requested-by'];
  if (requestedBy !== undefined && requestedBy !== account.vendorId) throw badRequest('Invalid vendor ID');
}
