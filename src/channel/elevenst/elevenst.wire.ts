/**
 * What 11st's XML holds, names verbatim. Every value is text; an element that is absent from the reply is absent here, an
 * empty one is `''`. Source: fact sheet sections 3 and 4 (11st Open API guide, fields documented; where a list is named
 * "observed", the field came in a real payload only). Dates are `yyyy-MM-dd HH:mm:ss` in Korean time, amounts whole won.
 */
export type Row = Readonly<Record<string, string | undefined>>;

/** One order line (`ordNo` + `ordPrdSeq`) in the order lists and in the by-number list. */
export interface OrderRow extends Row {
  /** Order number, 17 digits today: beyond 2^53. Documented. */
  readonly ordNo?: string;
  /** Line number inside the order. Documented. */
  readonly ordPrdSeq?: string;
  /** Delivery number: the key of dispatch, shared by the lines of a bundle, over order numbers too. Documented. */
  readonly dlvNo?: string;
  /** Line status code. Documented in standby and the by-number state list, observed in the other lists. */
  readonly ordPrdStat?: string;
  /** Status in words; in orderlistall(addr) alone. Documented. */
  readonly ordPrdStatNm?: string;
  readonly ordDt?: string;
  /** Paid at; the text `null` before payment (assumed). */
  readonly ordStlEndDt?: string;
  /** Confirmed at; the text `null` before (observed). */
  readonly plcodrCnfDt?: string;
  /** Dispatched at. Documented. */
  readonly sndEndDt?: string;
  /** Delivered at; the text `null` on rows with a claim (observed). */
  readonly dlvEndDt?: string;
  /** Purchase confirmed at. Documented. */
  readonly pocnfrmDt?: string;
  /** Dispatch by. Documented. */
  readonly dlvSndDue?: string;
  /** Buyer id, masked: `S|10000001|hanu***`. Documented, the mask observed. */
  readonly memID?: string;
  readonly ordNm?: string;
  readonly ordPrtblTel?: string;
  /** `02--` where there is none. Observed. */
  readonly ordTlphnNo?: string;
  readonly rcvrNm?: string;
  readonly rcvrPrtblNo?: string;
  readonly rcvrTlphn?: string;
  readonly rcvrMailNo?: string;
  readonly rcvrBaseAddr?: string;
  readonly rcvrDtlsAddr?: string;
  readonly ordDlvReqCont?: string;
  readonly prdNo?: string;
  readonly prdNm?: string;
  readonly prdStckNo?: string;
  /** Option text with a trailing `-<quantity>개`; empty where the product has none. Documented. */
  readonly slctPrdOptNm?: string;
  readonly sellerPrdCd?: string;
  /** In the lists what is left after cancels and returns (assumed); in the by-number state list see quantities(). */
  readonly ordQty?: string;
  /** Cancelled or asked to be. Documented. */
  readonly ordCnQty?: string;
  /** Unit price x live quantity + option amount. Documented. */
  readonly ordAmt?: string;
  readonly selPrc?: string;
  /** Option surcharge of the whole line. Documented. */
  readonly ordOptWonStl?: string;
  /** 01 prepaid, 02 collect, 03 free. Documented. */
  readonly dlvCstType?: string;
  readonly dlvCst?: string;
  /** Stands in for dlvCst in the by-number list. Documented. */
  readonly lstDlvCst?: string;
  /** 01 prepaid, 02 collect, 04 to be billed; documented. 03 with cost 0; observed. */
  readonly bmDlvCstType?: string;
  readonly bmDlvCst?: string;
  /** Sales fee in won. Observed. */
  readonly totSelFee?: string;
  readonly sellerDscPrcPerSeq?: string;
  readonly lstSellerDscPrc?: string;
  readonly sellerDscPrc?: string;
  readonly tmallDscPrcPerSeq?: string;
  readonly lstTmallDscPrc?: string;
  readonly tmallDscPrc?: string;
  /** Worldwide delivery, Y or N. Documented. */
  readonly gblDlvYn?: string;
  /** Courier code, five digits. Documented. */
  readonly dlvEtprsCd?: string;
  readonly invcNo?: string;
  /** Whether it is or has an add-on product, Y or N; confirming needs it. Documented. */
  readonly addPrdYn?: string;
  /** Product that an add-on belongs to, `0` for none; confirming then needs the text `null`. Documented. */
  readonly addPrdNo?: string;
}

/** One claim in cancelorders, withdrawcanceledorders and canceledorders. Source: fact sheet section 4 g, h, k; documented. */
export interface CancelRow extends Row {
  readonly ordNo?: string;
  readonly ordPrdSeq?: string;
  readonly dlvNo?: string;
  readonly prdNo?: string;
  /** Claim number: the key of approving and rejecting. */
  readonly ordPrdCnSeq?: string;
  /** 01 requested, 02 completed, 05 withdrawn. */
  readonly ordCnStatCd?: string;
  /** Who filed it: 01 buyer, 02 seller. Absent from withdrawcanceledorders. */
  readonly ordCnMnbdCd?: string;
  /** Reason code; its meaning depends on who filed. */
  readonly ordCnRsnCd?: string;
  /** Reason in the filer's own words. */
  readonly ordCnDtlsRsn?: string;
  /** Quantity of the claim; that of the line is not in the row. */
  readonly ordCnQty?: string;
  /** Requested at. */
  readonly createDt?: string;
  /** Completed at; in canceledorders alone. */
  readonly cnTrtEndDt?: string;
  /** 01 ordinary, 02 forced by 11st for late dispatch; in canceledorders alone. */
  readonly ordCnTypCd?: string;
}

/** What 11st answers to a write: `0` is done, all else is a refusal. HTTP 200 either way. Documented. */
export interface WriteResult {
  readonly code: string;
  readonly text: string | null;
}
