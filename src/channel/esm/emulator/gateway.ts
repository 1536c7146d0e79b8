import type { WireReply, WireRequest } from '../../../sandbox/emulator.js';
import { callerOf } from './auth.js';
import { Body, Unreadable } from './body.js';
import { passTime } from './life.js';
import { badClaimParameter, Refused, shippingRefusals } from './refusals.js';
import type { Refusal } from './refusals.js';
import { claimWriteReply, gatewayReply, refused, unauthorized } from './replies.js';
import { findRoute } from './routes.js';
import type { Shop } from './shop.js';
import type { Site } from './site.js';

/** Path, then token, then body, then the operation; that order is assumed. @evidence assumed */
export function answer(shop: Shop, request: WireRequest): WireReply {
  passTime(shop);
  const { method, path } = request;
  const found = findRoute(method, path);
  if (!found) return gatewayReply(404, 'no Route matched with those values');
  const now = shop.clock.now();
  const caller = callerOf(request.headers['authorization'], now);
  if (!caller) return unauthorized();
  if (!isJson(request)) return gatewayReply(415, 'Unsupported Media Type');
  try {
    const body = Body.of(request, refusalOfFields(path));
    return found.route.handler({ shop, site: shop.site, caller, now, pathId: found.pathId, body });
  } catch (error) {
    if (error instanceof Refused) return refusedBy(shop.site, path, error.refusal);
    if (error instanceof Unreadable) return gatewayReply(400, 'Bad Request');
    throw error;
  }
}

/** Every body is JSON and says so; one that isn't there says nothing. @evidence documented */
const isJson = ({ headers, body }: WireRequest): boolean =>
  body.length === 0 || /^application\/json\b/i.test(headers['content-type'] ?? '');

/** Auction's claim writes refuse with one key more. @evidence documented */
const refusedBy = (site: Site, path: string, refusal: Refusal): WireReply =>
  path.startsWith('/claim/v1/sa/Cancel/') ? claimWriteReply(site, refusal) : refused(refusal);

/** Under `/shipping` the text of a bad condition does for every field; it names site and status alone. @evidence assumed */
const refusalOfFields = (path: string): ((name: string) => Refusal) =>
  path.startsWith('/claim/') ? badClaimParameter : () => shippingRefusals.badCondition;
