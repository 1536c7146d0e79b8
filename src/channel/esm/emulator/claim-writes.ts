import type { WireReply } from '../../../sandbox/emulator.js';
import { findOrder } from './call.js';
import type { Call } from './call.js';
import { approveCancel, cancelAtOnce } from './life.js';
import type { Order } from './order.js';
import { badClaimParameter, claimRefusals } from './refusals.js';
import type { Refusal } from './refusals.js';
import { claimWriteReply } from './replies.js';
import type { Site } from './site.js';

const success: Refusal = { code: 0, message: 'Success' };

/** A refusal of the business rules. Gmarket puts it behind a prefix, Auction beside a rule's number. @evidence documented */
const ruleReply = (site: Site, text: string, { prefix, bizRule }: { prefix: string; bizRule: string }): WireReply =>
  claimWriteReply(site, { code: 8668, message: site.letter === 'G' ? `${prefix}$${text}` : text }, bizRule);

/** Gmarket ends this text with a full stop, Auction does not. @evidence documented */
const alreadyApproved = (site: Site): WireReply =>
  ruleReply(site, `이미 취소 승인 되었습니다${site.letter === 'G' ? '.' : ''}`, {
    prefix: 'ShowAlertException',
    bizRule: 'W8-2',
  });

const notCancelable = (site: Site): WireReply =>
  ruleReply(site, '취소 가능한 주문상태가 아닙니다', { prefix: '8668', bizRule: 'W8-1' });

/** Of Auction; borrowed from another of its claim calls. @evidence assumed */
const noData: Refusal = { code: 1000, message: '데이터 조회 실패. - 주문정보' };

/** 취소승인 of a buyer's request; the refund follows. @evidence documented */
export function approve(call: Call): WireReply {
  const { site, now } = call;
  const refused = checkSite(call);
  if (refused) return refused;
  const order = findOrder(call, call.pathId);
  if (order?.claim?.status === 1) {
    approveCancel(order.claim, 2, now);
    return claimWriteReply(site, success);
  }
  if (order !== null && order.claim !== null) return alreadyApproved(site);
  if (site.letter === 'A') return order === null ? claimWriteReply(site, noData) : notCancelable(site);
  return claimWriteReply(site, { code: 8668, message: 'ShowAlertException$취소 승인 대상이 없습니다.' });
}

/** 판매취소 for want of stock, before dispatch. That the product stops selling shows nowhere here. @evidence documented */
export const cancelAsSoldOut = (call: Call): WireReply => cancelBySeller(call, 6);

/** The same without the effect on stock; that its rules and texts are the same is assumed, as is its reason. @evidence documented */
export const cancelPlainly = (call: Call): WireReply => cancelBySeller(call, 0);

function cancelBySeller(call: Call, reasonCode: number): WireReply {
  const { shop, site, now } = call;
  const refused = checkSite(call);
  if (refused) return refused;
  const order = findOrder(call, call.pathId);
  if (order === null && site.letter === 'A') return claimWriteReply(site, noData);
  if (order === null) return notCancelable(site);
  if (order.claim?.status === 1) return requestPending(site);
  if (order.claim !== null || (order.stage !== 1 && order.stage !== 2)) return notCancelable(site);
  const why = { requestUser: 2, approveUser: 2, reason: 0, reasonCode, reasonDetail: '' } as const;
  cancelAtOnce(shop, order, why, now);
  return claimWriteReply(site, success);
}

/** Only Auction says that a buyer's request is there. @evidence documented */
const requestPending = (site: Site): WireReply =>
  site.letter === 'G'
    ? notCancelable(site)
    : claimWriteReply(site, { code: 8668, message: '이미 취소 요청된 주문입니다' }, 'W28-1');

/** 옥션 거래완료 후 환불: after the purchase is decided (settled; assumed to be the same here). @evidence documented */
export function refundAfterRemittance(call: Call): WireReply {
  const { shop, site, body, now } = call;
  const order = findOrder(call, call.pathId);
  if (site.letter === 'G' || body.whole('SiteType') !== 1 || !isSettled(order)) {
    return claimWriteReply(site, badClaimParameter('고객님의 정보와 주문정보가 일치하지 않습니다.'));
  }
  const why = { requestUser: 2, approveUser: 2, reason: 0, reasonCode: 0, reasonDetail: '' } as const;
  cancelAtOnce(shop, order, why, now, 6);
  return claimWriteReply(site, success, '', {});
}

const isSettled = (order: Order | null): order is Order => order !== null && order.stage === 5 && order.claim === null;

/** 1 or 2 here, unlike in the list; the other site has no such order, and 3 is none at all (assumed). @evidence documented */
function checkSite({ site, body }: Call): WireReply | null {
  const type = body.requiredWhole('SiteType');
  if (type === site.requestedType) return null;
  return claimWriteReply(site, type === 1 || type === 2 ? noOrderOf(site) : claimRefusals.siteType);
}

const noOrderOf = (site: Site): Refusal => (site.letter === 'A' ? noData : claimRefusals.noOrder);
