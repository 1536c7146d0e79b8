import { bareNumber } from '../../../base/json.js';
import { account } from './account.js';
import { printInstant, printOrNull } from './dates.js';
import type { Claim } from './order.js';
import type { Site } from './site.js';

/**
 * A row of Cancels: no product name, price, quantity, buyer or address; the order's number is all that leads back. Auction
 * has no IsGiftOrder.
 * @evidence documented
 */
export function claimRow(site: Site, claim: Claim): Readonly<Record<string, unknown>> {
  const { order } = claim;
  const { cart, bundle, goods, special } = order;
  const isGmarket = site.letter === 'G';
  return {
    CancelStatus: claim.status,
    AddShippingFee: bareNumber(isGmarket ? '0.0000' : '0.0'),
    SiteType: site.answeredType,
    SellerId: account.sellerIds[site.letter],
    PayNo: cart.payNo,
    GroupNo: bundle.groupNo,
    OrderNo: order.orderNo,
    GoodsNo: 0,
    SiteGoodsNo: goods.siteGoodsNo,
    ...(isGmarket ? { IsGiftOrder: special.isGift ? 'Y' : 'N' } : {}),
    RequestUser: claim.requestUser,
    ApproveUser: claim.approveUser,
    Reason: claim.reason,
    ReasonCode: claim.reasonCode,
    ReasonDetail: claim.reasonDetail,
    OrderDate: printInstant(cart.orderedAt),
    PayDate: printOrNull(cart.paidAt),
    RequestDate: printInstant(claim.requestedAt),
    WithdrawDate: printOrNull(claim.withdrawnAt),
    ApproveDate: printOrNull(claim.approvedAt),
    CompleteDate: printOrNull(claim.completedAt),
  };
}
