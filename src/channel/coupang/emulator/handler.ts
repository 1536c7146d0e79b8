import type { Instant } from '../../../base/clock.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import type { Edition } from './edition.js';
import type { JsonObject } from './request.body.js';
import type { Query } from './request.query.js';
import type { Shop } from './shop.js';

/** One admitted call: signed, within the rate, to a path that exists. */
export interface Call {
  readonly shop: Shop;
  /** Cut to the second, as the marketplace keeps its times. */
  readonly now: Instant;
  readonly edition: Edition;
  /** The id in the path; '' where the path has none. */
  readonly pathId: string;
  readonly query: Query;
  /** @throws Refused where it is no JSON object. */
  body(): JsonObject;
}

export type Handler = (call: Call) => WireReply;
