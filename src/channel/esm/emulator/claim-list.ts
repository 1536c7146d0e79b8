import type { Instant } from '../../../base/clock.js';
import { writeJson } from '../../../base/json.js';
import { contains } from '../../../base/span.js';
import type { Span } from '../../../base/span.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import { findOrder } from './call.js';
import type { Call } from './call.js';
import { claimRow } from './claim.wire.js';
import { days, readDay } from './dates.js';
import type { CancelStatus, Claim, Order } from './order.js';
import { badClaimParameter, claimRefusals, observedRefusals, Refused } from './refusals.js';
import { reply } from './replies.js';

const LONGEST_DAYS = 7;
const ALL = 0;
const MOST_STATUS = 6;

/** 취소조회: no pages, no total; every claim of a period or of a number, by its present state. @evidence documented */
export function listCancels(call: Call): WireReply {
  const { site, body } = call;
  const isOwn = isOwnSite(call);
  const status = body.requiredWhole('CancelStatus');
  if (status > MOST_STATUS) throw new Refused(badClaimParameter('CancelStatus'));
  const span = readDays(call);
  const found = isOwn ? claimsAsked(call, span) : [];
  const rows = found.filter((claim) => status === ALL || claim.status === (status as CancelStatus));
  return reply({ ResultCode: 0, Message: 'Success', Data: rows.map((claim) => claimRow(site, claim)) }, writeJson);
}

/**
 * 1 Auction, 3 Gmarket. The 2 that every other call wants gives an empty list without a word; so does (assumed) a site that
 * the token is not for.
 * @evidence observed
 */
function isOwnSite({ site, caller, body }: Call): boolean {
  const type = body.requiredWhole('SiteType');
  if (type < 1 || type > 3) throw new Refused(claimRefusals.siteType);
  return type === site.answeredType && caller[site.letter] !== undefined;
}

function claimsAsked(call: Call, span: Span): readonly Claim[] {
  const { shop, body, now } = call;
  const type = body.requiredWhole('Type');
  if (type === 0) return claimsOf([findOrder(call, body.requiredId('OrderNo'))]);
  if (type === 1) return claimsOf(shop.carts.get(body.requiredId('PayNo'))?.orders ?? []);
  const dateOf = dates[type];
  if (!dateOf) throw new Refused(badClaimParameter('Type'));
  return shop.claims.filter((claim) => {
    const date = claim.order.cart.visibleAt <= now ? dateOf(claim) : null;
    return date !== null && contains(span, date);
  });
}

/** By number, the dates don't matter; nothing there is refused in two ways. @evidence documented */
function claimsOf(orders: readonly (Order | null)[]): readonly Claim[] {
  const known = orders.filter((order) => order !== null);
  if (known.length === 0) throw new Refused(claimRefusals.noOrder);
  const claims = known.flatMap((order) => order.claims);
  if (claims.length === 0) throw new Refused(claimRefusals.noClaim);
  return claims;
}

/** 2 취소신청일, 3 취소완료일 (the approval's, of a withdrawn one the withdrawal's), 4 결제완료일. @evidence documented */
const dates: Readonly<Record<number, (claim: Claim) => Instant | null>> = {
  2: ({ requestedAt }) => requestedAt,
  3: ({ status, withdrawnAt, approvedAt }) => (status === 4 ? withdrawnAt : approvedAt),
  4: ({ order }) => order.cart.paidAt,
};

/**
 * Days, whatever is searched by; the end is not in it. More than 7 is documented as 8668, exactly 7 was seen refused as 2000
 * and so are (assumed) missing dates and a start behind the end.
 * @evidence observed
 */
function readDays({ body }: Call): Span {
  const from = body.text('StartDate');
  const to = body.text('EndDate');
  if (!from || !to) throw new Refused(observedRefusals.period);
  const start = readDay(from);
  const end = readDay(to);
  if (start === null || end === null) throw new Refused(claimRefusals.dateFormat);
  const length = days({ start, end });
  if (length > LONGEST_DAYS) throw new Refused(claimRefusals.window);
  if (length < 0 || length === LONGEST_DAYS) throw new Refused(observedRefusals.period);
  return { start, end };
}
