import type { Instant } from '../../../base/clock.js';
import { joined } from '../../../base/collections.js';
import { MINUTE } from '../../../base/time.js';
import { shortName } from './couriers.js';
import { endOfBusinessDay, printInstant, printOrNull } from './dates.js';
import { amountsOf, feesOf, money } from './money.js';
import { SAFE_NUMBER_DELAY, depositDueAt, giftDueAt, isGiftPending } from './order.js';
import type { Order } from './order.js';
import { auction } from './site.js';
import type { Site } from './site.js';

type Fields = Readonly<Record<string, unknown>>;
type Pair<T> = readonly [mobile: T, tel: T];

/** A row of PreRequestOrders: what paid rows have too, and when the deposit is due. @evidence documented */
export const unpaidRow = (site: Site, order: Order, now: Instant): Fields =>
  joined(sharedFields(site, order, now), { DepositDueDate: printInstant(depositDueAt(site, order)) });

/** A row of RequestOrders. @evidence documented */
export function paidRow(site: Site, order: Order, now: Instant): Fields {
  const shared = sharedFields(site, order, now);
  return joined(
    shared,
    { OrderStatus: order.stage },
    dates(order, now),
    settlement(site, order),
    delivery(site, order),
    site.letter === 'G' ? gmarketFields(order) : auctionFields(order, shared),
  );
}

function sharedFields(site: Site, order: Order, now: Instant): Fields {
  const { cart, line, special, goods, bundle } = order;
  const isGmarket = site.letter === 'G';
  const amounts = amountsOf(site, order);
  return {
    PayNo: cart.payNo,
    GroupNo: bundle.groupNo,
    OrderNo: order.orderNo,
    BranchCode: special.branchCode ?? (isGmarket ? 0 : null),
    OrderDate: printInstant(cart.orderedAt),
    GoodsNo: isGmarket ? null : '',
    SiteGoodsNo: goods.siteGoodsNo,
    OutGoodsNo: line.sellerProductCode ?? '',
    GoodsName: line.productName,
    SalePrice: money(line.unitPrice),
    ContrAmount: line.quantity,
    OrderAmount: money(amounts.orderAmount),
    AcntMoney: money(amounts.acntMoney),
    SellerDiscountPrice1: money(line.sellerDiscount),
    SellerDiscountPrice2: money(0),
    SellerDiscountPrice: money(line.sellerDiscount),
    DirectDiscountPrice: money(line.mallDiscount),
    ShippingFee: money(feesOf(site, order).shipping),
    OptSelPrice: isGmarket || line.optionName !== null ? money(amounts.optSel) : null,
    OptAddPrice: isGmarket ? money(0) : null,
    ...people(site, order, now),
    ItemOptionSelectList: options(order),
    ItemOptionAdditionList: [],
  };
}

/** Add-on products (추가구성) are not sold here. @evidence documented */
const options = ({ line, optionCode }: Order): Fields[] =>
  line.optionName === null
    ? []
    : [{ ItemOptionValue: line.optionName, ItemOptionOrderCnt: line.quantity, ItemOptionCode: optionCode }];

function people(site: Site, order: Order, now: Instant): Fields {
  const { cart, receiver } = order;
  const phones = phoneWriter(site, order, now);
  const [BuyerMobileTel, BuyerTel] = phones(cart.buyer.tel, '');
  const [HpNo, TelNo] = phones(receiver?.tel ?? cart.buyer.tel, receiver?.tel2 ?? '');
  const hasPlace = !isGiftPending(order) && receiver !== null;
  return {
    BuyerName: cart.buyer.name,
    BuyerId: cart.buyerId,
    BuyerMobileTel,
    BuyerTel,
    ReceiverName: receiver?.name ?? cart.buyer.name,
    HpNo,
    TelNo,
    ZipCode: hasPlace ? receiver.zipCode : null,
    DelFrontAddress: hasPlace ? receiver.address : null,
    DelBackAddress: hasPlace ? receiver.addressDetail : null,
    // the unpaid list leaves the detail out
    DelFullAddress: hasPlace ? fullAddress(order.stage === 0, receiver) : null,
    DelMemo: hasPlace ? cart.memo : null,
  };
}

const fullAddress = (isUnpaid: boolean, receiver: { address: string; addressDetail: string }): string =>
  isUnpaid ? receiver.address : [receiver.address, receiver.addressDetail].filter(Boolean).join(' ');

/**
 * A safe number (안심번호, it begins with 050) is not there for the first five minutes, on Gmarket never before payment. Other
 * numbers are always told, as in the samples. That Gmarket writes null and Auction nothing meanwhile is assumed.
 * @evidence documented
 */
function phoneWriter(site: Site, { cart, stage }: Order, now: Instant): (...pair: Pair<string>) => Pair<string | null> {
  const isNever = site.letter === 'G' && stage === 0;
  const isEarly = isNever || now < (cart.paidAt ?? cart.orderedAt) + SAFE_NUMBER_DELAY;
  const hidden = site.letter === 'G' ? null : '';
  return (mobile, tel) => (isEarly && mobile.startsWith('050') ? [hidden, hidden] : [mobile, tel]);
}

/** The deadline shows two minutes after the order; how far away it is is made up after the samples. @evidence documented */
function dates(order: Order, now: Instant): Fields {
  const paidAt = order.cart.paidAt ?? order.cart.orderedAt;
  const startsAt = order.special.isGift ? order.giftAcceptedAt : paidAt;
  const hasDeadline = startsAt !== null && now >= startsAt + 2 * MINUTE;
  return {
    PayDate: printInstant(paidAt),
    OrderConfirmDate: printOrNull(order.confirmedAt),
    TransDate: printOrNull(order.parcel?.sentAt ?? null),
    TransDueDate: hasDeadline ? printInstant(endOfBusinessDay(startsAt, 2)) : null,
    TransCompleteDate: printOrNull(order.deliveredAt),
    BuyDecisionDate: printOrNull(order.decidedAt),
  };
}

function settlement(site: Site, order: Order): Fields {
  const { cost, settlement: expected, commission } = amountsOf(site, order);
  const { sellerDiscount, mallDiscount } = order.line;
  return {
    CostPrice: money(cost),
    SettlementPrice: money(expected),
    OutsidePrice: money(sellerDiscount),
    ServiceFee: money(commission - mallDiscount),
    SellerCashbackMoney: money(0),
  };
}

const isJeju = (zipCode: string): boolean => zipCode.startsWith('63');

function delivery(site: Site, order: Order): Fields {
  const { bundle, special, parcel, receiver } = order;
  const { remote } = feesOf(site, order);
  const toJeju = isJeju(receiver?.zipCode ?? '');
  const prepaid = site.letter === 'G' ? 'M' : 'F';
  return {
    TransType: special.distrType === 'TL' ? 'G' : 'B',
    DistrType: special.distrType,
    // in the table alone, and only said of star delivery
    ...(special.distrType === 'NL' ? {} : { ArrivalScheduledDate: null }),
    DeliveryFeeCondition: bundle.shippingFee > 0 ? prepaid : 'X',
    BackwoodsAddDeliveryFee: money(toJeju ? 0 : remote),
    JejuAddDeliveryFee: money(toJeju ? remote : 0),
    DeliverySlotId: null,
    ReplaceYn: null,
    TakbaeName: parcel === null ? null : shortName(parcel.courier),
    NoSongjang: parcel?.invoiceNo ?? null,
    OverseaTransYn: 'N',
    GlobalSellerYn: 'N',
    SKUNo: special.distrType === 'TL' ? `${order.goods.siteGoodsNo}/${order.line.quantity}` : null,
    FreeGift: null,
    FreeGiftCode: null,
    Bonus: null,
    BonusCode: null,
  };
}

/** @evidence documented */
function gmarketFields(order: Order): Fields {
  const { isGift } = order.special;
  return {
    SinglePayDcAmnt: null,
    MultiBuyDcAmnt: null,
    GreatMembDcAmnt: null,
    AllocationStartDate: null,
    AllocationEndDate: null,
    BranchPrice: money(0),
    OutOrderNo: '101',
    InfoCin: null,
    InventoryNo: '',
    SellerFundingDiscountPrice: money(0),
    IsGiftOrder: isGift ? 'Y' : 'N',
    GiftOrderStatus: isGift ? (isGiftPending(order) ? 1 : 2) : 0,
    GiftConfirmDate: printOrNull(order.giftAcceptedAt),
    GiftConfirmDueDate: isGift ? printInstant(giftDueAt(order)) : null,
    IsInstallOrder: 'N',
    InstallDate: null,
    InstallModelCode: null,
  };
}

/** Post codes of paid rows carry a blank at their end. @evidence documented */
const auctionFields = (order: Order, { ZipCode }: Fields): Fields => ({
  ZipCode: `${String(ZipCode)} `,
  BasicServiceFee: money(amountsOf(auction, order).commission),
  SinglePayDcAmnt: money(0),
  MultiBuyDcAmnt: money(0),
  GreatMembDcAmnt: money(0),
  AllocationDate: null,
  BranchPrice: null,
  OutOrderNo: null,
  InfoCin: '',
});
