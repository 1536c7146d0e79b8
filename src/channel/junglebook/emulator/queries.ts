import type { Instant } from '../../../base/clock.js';
import { DAY, formatKst } from '../../../base/time.js';
import { wholeAddress } from './answers.js';
import type { Catalogue, Goods } from './catalogue.js';
import { COURIERS } from './couriers.js';
import { MEMBER } from './member.js';
import { settlePriceOf, type Order } from './order.js';

/** Nothing is said of a number that is not known. @evidence assumed */
const NOTHING_FOUND = {};

const NEW_ZIP_CODE = /^\d{5}$/;

/** Fields as documented; bare, and with these JSON types, by assumption. @evidence assumed */
export function orderAnswer(order: Order | undefined): unknown {
  if (!order) return NOTHING_FOUND;
  const { receiver } = order;
  const isNewZipCode = NEW_ZIP_CODE.test(receiver.zipCode);
  return {
    orderNo: Number(order.ordNo),
    oaType: order.oaType,
    oaOrderNo: order.oaOrderNo,
    orderName: MEMBER.company,
    orderPhone: MEMBER.phone,
    orderCellPhone: MEMBER.cellPhone,
    receiverName: receiver.name,
    receiverPhone: receiver.tel2,
    receiverCellPhone: receiver.tel,
    receiverZonecode: isNewZipCode ? receiver.zipCode : '',
    receiverRoadAddress: wholeAddress(order),
    receiverZipcode: isNewZipCode ? '' : receiver.zipCode,
    receiverAddress: wholeAddress(order),
    orderMemo: order.memo ?? '',
    settlePrice: settlePriceOf(order),
    ...deliveryOf(order),
    ...invoiceOf(order),
    orderStatus: order.status,
    orderClaimStatus: order.claim,
    insStatus: INSPECTIONS[order.status],
    insEprDt: order.paidAt === null ? null : formatKst(order.paidAt + DAY, 'yyyy-MM-dd'),
    regDt: dateTime(order.placedAt),
    paymentDt: dateTime(order.paidAt),
    deliveryDt: dateTime(order.shippedAt),
    modDt: dateTime(order.changedAt),
    item: order.items.map((item) => ({
      goodsNo: item.goodsNumber,
      goodsNm: item.name,
      goodsPrice: item.price,
      // Of items 취소요청 is not told.
      claimStatus: order.claim === 40 ? 0 : order.claim,
      orderCnt: item.quantity,
    })),
  };
}

/** Of each order status: none, none, 검수중, 검수완료. */
const INSPECTIONS = [0, 0, 1, 3] as const;

/** As of the order, the parcels alone. @evidence assumed */
export function invoiceAnswer(order: Order | undefined): unknown {
  if (!order) return NOTHING_FOUND;
  return {
    orderNo: Number(order.ordNo),
    oaType: order.oaType,
    oaOrderNo: order.oaOrderNo,
    ...deliveryOf(order),
    ...invoiceOf(order),
  };
}

const deliveryOf = (order: Order): object => ({ deliveryType: order.deliveryType, deliveryCharge: order.deliveryFee });

/** Several numbers are joined by commas. @evidence documented */
const invoiceOf = (order: Order): object => ({
  invoiceCompanySno: COURIERS.get(order.courierName ?? '') ?? 0,
  invoiceCompanyNm: order.courierName ?? '',
  invoiceNo: order.trackingNumbers.join(','),
});

/** Korean time, by assumption. */
const dateTime = (instant: Instant | null): string | null =>
  instant === null ? null : formatKst(instant, 'yyyy-MM-dd HH:mm:ss');

/** The inner shape of `item` is nowhere shown. @evidence assumed */
export const cashAnswer = (balance: number): unknown => ({
  name: MEMBER.name,
  company: MEMBER.company,
  item: { cash: balance, point: 0 },
});

const GOODS_PAGE_SIZE = 100;

/** What is asked of the goods. */
export interface GoodsQuestion {
  /** A number, `all`, `close` or `goodsNm`, which asks by `query`. */
  readonly which: string;
  readonly page: number;
  /** `YYYY-MM-DD`: changed on that day or after it. */
  readonly updateAfter: string | null;
  readonly query: string | null;
}

/** 100 goods a page; what is not on display tells nothing but its number. @evidence documented */
export function goodsAnswer(catalogue: Catalogue, question: GoodsQuestion): unknown {
  const { which, page, updateAfter, query } = question;
  const found = catalogue
    .all()
    .filter((goods) => isMeant(goods, which, query ?? '') && goods.updatedDay >= (updateAfter ?? ''));
  return {
    total: found.length,
    totalPageCnt: Math.ceil(found.length / GOODS_PAGE_SIZE),
    currentPage: page,
    data: found.slice((page - 1) * GOODS_PAGE_SIZE, page * GOODS_PAGE_SIZE).map(goodsRow),
  };
}

function isMeant(goods: Goods, which: string, query: string): boolean {
  switch (which) {
    case 'all':
      return true;
    case 'close':
      return !goods.isOpen;
    case 'goodsNm':
      return goods.isOpen && goods.name.includes(query);
    default:
      return String(goods.goodsNumber) === which;
  }
}

/** JSON types, and the dates of best before, are nowhere shown. @evidence assumed */
const goodsRow = (goods: Goods): unknown =>
  goods.isOpen
    ? {
        goodsNo: goods.goodsNumber,
        open: 1,
        goodsNm: goods.name,
        categoryCode: goods.categoryCode,
        categoryNm: goods.categoryName,
        origin: goods.origin,
        maker: goods.maker,
        brand: goods.brand,
        goodsPrice: goods.price,
        suggestionSalesPrice: goods.suggestedPrice,
        sspProfitRate: Math.floor(((goods.suggestedPrice - goods.price) / goods.suggestedPrice) * 100),
        suggestionRetailPrice: goods.retailPrice,
        goodsDetail: goods.detail,
        goodsRepImage: goods.image,
        goodsImage: [],
        goodsStock: goods.stock,
        runout: goods.isRunOut ? 1 : 0,
        barcode: `A${String(goods.goodsNumber).padStart(10, '0')}`,
        EAD: goods.restockDate,
        inPackageEA: goods.packageUnit,
        delivery: goods.delivery,
        expData: { active: '2027-01-31', cActive: '2027-01-31', period: 18, releasable: ['2027-01-31'] },
        updateDt: goods.updatedDay,
        regDt: goods.registeredDay,
      }
    : { goodsNo: goods.goodsNumber, open: 0 };
