/** A value as ESM may send it: numbers come as strings and back, by site (quirk, documented samples). */
export type Loose = string | number | null;

/** Key spellings differ between the tables and the samples (BuyerID, BuyerId): names are read whatever their case. */
export interface WireOption {
  /** `name:value`, several joined by commas. */
  readonly ItemOptionValue?: Loose;
  readonly ItemOptionOrderCnt?: Loose;
  /** May be empty on very new goods (observed). */
  readonly ItemOptionCode?: Loose;
}

/**
 * A row of RequestOrders and of PreRequestOrders, whose rows have fewer fields: those marked P. Source: pages 67 and 66 (the
 * latter is seed 001), documented. Dates are Korean time without an offset, amounts won as decimal strings with 4 decimals.
 */
export interface WireOrder {
  /** 1 신규주문, 2 발송대기, 3 배송중, 4 배송완료, 5 구매결정. */
  readonly OrderStatus?: Loose;
  /** P. The line's lasting number. */
  readonly OrderNo?: Loose;
  /** P. Cart or payment number. */
  readonly PayNo?: Loose;
  /** P. Bundle-shipping group; of unpaid orders Auction's alone, by the table, though the sample of Gmarket has one too. */
  readonly GroupNo?: Loose;
  /** P. Branch of a same-day order; else 0 (Gmarket) or null (Auction). */
  readonly BranchCode?: Loose;
  /** P */
  readonly OrderDate?: Loose;
  readonly PayDate?: Loose;
  readonly OrderConfirmDate?: Loose;
  /** When the invoice was registered (배송정보등록일자). */
  readonly TransDate?: Loose;
  /** 발송마감일; appears a minute or two after the order (documented). */
  readonly TransDueDate?: Loose;
  readonly TransCompleteDate?: Loose;
  readonly BuyDecisionDate?: Loose;
  /** P, and there alone: pay by. */
  readonly DepositDueDate?: Loose;
  /** P */
  readonly SiteGoodsNo?: Loose;
  /** P. The seller's own code. */
  readonly OutGoodsNo?: Loose;
  /** P */
  readonly GoodsName?: Loose;
  /** P. Per unit. */
  readonly SalePrice?: Loose;
  /** P */
  readonly ContrAmount?: Loose;
  /** P. To be paid, or paid: goods and options less all discounts, with the cart's shipping fees. */
  readonly AcntMoney?: Loose;
  /** P */
  readonly SellerDiscountPrice?: Loose;
  /** P */
  readonly DirectDiscountPrice?: Loose;
  /** P */
  readonly ShippingFee?: Loose;
  /** M, R, F, D, X, W, Q; see the README. */
  readonly DeliveryFeeCondition?: Loose;
  readonly BackwoodsAddDeliveryFee?: Loose;
  readonly JejuAddDeliveryFee?: Loose;
  readonly ServiceFee?: Loose;
  /** P. Of all units; Auction sends null where there is none. */
  readonly OptSelPrice?: Loose;
  /** P. Of all units; Auction sends null where there is none. */
  readonly OptAddPrice?: Loose;
  /** P */
  readonly BuyerName?: Loose;
  /** P. Masked but for three characters. */
  readonly BuyerId?: Loose;
  /** P. Phones are null or "" until a safe number exists, some five minutes. */
  readonly BuyerMobileTel?: Loose;
  /** P */
  readonly BuyerTel?: Loose;
  /** P */
  readonly ReceiverName?: Loose;
  /** P */
  readonly HpNo?: Loose;
  /** P */
  readonly TelNo?: Loose;
  /** P. May carry a trailing blank. */
  readonly ZipCode?: Loose;
  /** P */
  readonly DelFrontAddress?: Loose;
  /** P */
  readonly DelBackAddress?: Loose;
  /** P */
  readonly DelMemo?: Loose;
  /** The courier's name; no row has its code. */
  readonly TakbaeName?: Loose;
  readonly NoSongjang?: Loose;
  /** Y or N. */
  readonly OverseaTransYn?: Loose;
  /** P */
  readonly ItemOptionSelectList?: readonly WireOption[] | null;
  /** P */
  readonly ItemOptionAdditionList?: readonly WireOption[] | null;
}

/** A row of Cancels (취소조회), page 50, documented. It tells nothing of goods, people or quantities, and has no number. */
export interface WireClaim {
  /** 1 취소요청, 2 취소중, 3 취소완료, 4 취소철회, 5 직권환불, 6 거래완료 후 환불. */
  readonly CancelStatus?: Loose;
  readonly OrderNo?: Loose;
  readonly PayNo?: Loose;
  readonly GroupNo?: Loose;
  readonly SiteGoodsNo?: Loose;
  /** 0 none, 1 buyer, 2 seller, 3 customer centre, 4 other, 5 who was given the gift. */
  readonly RequestUser?: Loose;
  /** 0 to 4 of the same. */
  readonly ApproveUser?: Loose;
  /** 0 the seller's, 1 the buyer's, 2 another's. */
  readonly Reason?: Loose;
  /** In the page's table, missing from its samples. */
  readonly ReasonCode?: Loose;
  readonly ReasonDetail?: Loose;
  readonly OrderDate?: Loose;
  readonly PayDate?: Loose;
  readonly RequestDate?: Loose;
  readonly WithdrawDate?: Loose;
  readonly ApproveDate?: Loose;
  /** May stay null while the refund runs. */
  readonly CompleteDate?: Loose;
}

/** A row of GetDeliveryStatus, page 72, documented: where any order stands, claims included. */
export interface WireState {
  readonly OrderNo?: Loose;
  /** 0 to 10. */
  readonly Status?: Loose;
  /** Of 6 취소, 7 반품, 8 교환: how far it got; else 0. */
  readonly ClaimStatus?: Loose;
}

/** An entry of the courier list, page 142, documented. */
export interface WireCourier {
  readonly deliveryCompCode?: Loose;
  readonly deliveryCompName?: Loose;
}
