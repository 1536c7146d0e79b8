import type { Instant } from '../../../base/clock.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import type { Caller } from './auth.js';
import type { Body } from './body.js';
import type { Order } from './order.js';
import type { Refusal } from './refusals.js';
import { Refused } from './refusals.js';
import type { Shop } from './shop.js';
import type { Site } from './site.js';

/** A request that has passed the gateway. */
export interface Call {
  readonly shop: Shop;
  readonly site: Site;
  readonly caller: Caller;
  readonly now: Instant;
  /** The number in the path, as it came; '' where there is none. */
  readonly pathId: string;
  readonly body: Body;
}

export type Handler = (call: Call) => WireReply;

const MOST_INT32 = 2_147_483_647;
const MOST_DIGITS = 10;

/**
 * Auction's numbers are Int32 inside, so that a Gmarket number with an Auction token fails before it is looked up; that
 * Gmarket minds more than ten digits is assumed.
 * @evidence documented
 */
function isTooLong({ caller }: Call, digits: string): boolean {
  return caller.G === undefined ? Number(digits) > MOST_INT32 : digits.length > MOST_DIGITS;
}

export function checkLength(call: Call, digits: string, refusal: Refusal): void {
  if (isTooLong(call, digits)) throw new Refused(refusal);
}

/** Another seller's order is as unknown as one that isn't. @evidence documented */
export const findOrder = ({ shop, site, caller }: Call, digits: string): Order | null =>
  caller[site.letter] === undefined ? null : (shop.orders.get(String(Number(digits))) ?? null);
