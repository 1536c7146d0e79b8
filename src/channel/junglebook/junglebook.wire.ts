/**
 * Field names verbatim, in the order of the supplier's own example. Source: order intake API (주문접수 API), documented, unless
 * marked otherwise. Answers name a field in several types; nothing is trusted to have the documented one.
 */

/** 제휴처: through which of the buyer's channels the goods were sold. `opo`: own goods (자사상품발주). */
export type OaType = 'api' | 'storefarm' | 'emp' | 'talkstore' | 'mall' | 'opo';

export interface OrderForm {
  readonly oaType: OaType;
  /** At most 100 characters, as the order query's document says. */
  readonly oaOrderNo: string;
  readonly nameReceiver: string;
  readonly phoneReceiver: string;
  readonly mobileReceiver: string;
  readonly zipCode: string;
  readonly address: string;
  readonly address2: string;
  /** `a`: 무통장, ordered only; `s`: 캐쉬, ordered, then paid from the balance. */
  readonly settleKind: 'a' | 's';
  readonly bankSender: string | null;
  /** Documented as int, `"1"` in the example: both pass. */
  readonly doubleCheck: '1' | '0';
  readonly memo: string | null;
  /** goodsNo and ea are JSON numbers. */
  readonly orderItem: readonly { readonly goodsNo: unknown; readonly ea: number }[];
}

/** orderResult: whether the order was taken. */
export interface OrderResult {
  /** `"1"`: taken. `0` (number) for parameters and duplicates, `"0"` (string) for goods. */
  readonly success?: unknown;
  readonly ordNo?: unknown;
  /** The buyer's number; it is `oaOrderNo` everywhere else. */
  readonly oaApiOrdno?: unknown;
  readonly nameReceiver?: unknown;
  readonly zipCode?: unknown;
  /** address and address2, joined. */
  readonly address?: unknown;
  readonly orderGoods?: unknown;
  /** Not read: the document's paid example prints `a`. */
  readonly settleKind?: unknown;
  /** Won in text, `"7600"`; settlePrice = totalGoodsPrice + delivery. */
  readonly settlePrice?: unknown;
  readonly totalGoodsPrice?: unknown;
  readonly delivery?: unknown;
  readonly memo?: unknown;
  readonly errCode?: unknown;
  readonly errMsg?: unknown;
  /** A field's name for 001 and 002, an object with dupOrderData for 105, absent for goods. */
  readonly parameter?: unknown;
  /** For goods (206 documented, the other 2xx assumed alike); all values are text. */
  readonly goodsData?: unknown;
}

/** payResult: whether it was paid from the cash balance. */
export interface PayResult {
  /** With three s, `1` or `0`. `0` for every bank transfer and test order. */
  readonly successs?: unknown;
  readonly payResultMsg?: unknown;
  /** After the payment. Won in text. */
  readonly cashBalance?: unknown;
  /** Won in text; the number `0` where the order failed. */
  readonly payAmount?: unknown;
}

export interface OrderAnswer {
  readonly orderResult: OrderResult;
  readonly payResult: PayResult;
}

/** The order taken before under the same number. */
export interface DuplicateOrder {
  readonly ordNo?: unknown;
  readonly oaOrderNo?: unknown;
  readonly nameReceiver?: unknown;
}

export interface GoodsData {
  readonly goodsNo?: unknown;
  readonly goodsNm?: unknown;
  readonly goodsPrice?: unknown;
  readonly goodsStock?: unknown;
  /** `"1"`: 품절. */
  readonly runout?: unknown;
  /** 입고예정일자, `YYYY-MM-DD` or empty. */
  readonly EAD?: unknown;
}

/** Source: order query API (주문조회 API), documented by database types; JSON types assumed either. Dates: assumed Korean time. */
export interface OrderRow {
  readonly orderNo?: unknown;
  readonly oaType?: unknown;
  readonly oaOrderNo?: unknown;
  readonly receiverName?: unknown;
  /** 새 우편번호; receiverZipcode is the old one. */
  readonly receiverZonecode?: unknown;
  readonly receiverZipcode?: unknown;
  readonly receiverRoadAddress?: unknown;
  readonly receiverAddress?: unknown;
  readonly orderMemo?: unknown;
  readonly settlePrice?: unknown;
  readonly deliveryCharge?: unknown;
  /** 0 주문접수, 1 결제완료, 2 상품준비중, 3 출고완료. */
  readonly orderStatus?: unknown;
  readonly regDt?: unknown;
  readonly paymentDt?: unknown;
  readonly item?: unknown;
}

export interface OrderRowItem {
  readonly goodsNo?: unknown;
  readonly goodsPrice?: unknown;
  readonly orderCnt?: unknown;
}
