import type { Instant } from '../../base/clock.js';
import { bareNumber, writeJson } from '../../base/json.js';
import type { Span } from '../../base/span.js';
import { alignSpan } from '../../base/span.js';
import { DAY, MINUTE, SECOND, formatKst } from '../../base/time.js';
import type { ChannelAccount } from '../channel.js';
import type { CallContext, HttpCall, HttpReply } from '../http.js';
import type { OneOrder, OrdersPage } from './esm.answers.js';
import { readClaims, readClaimsOfOrder, readCouriers, readOneOrder, readOrdersPage, readState } from './esm.answers.js';
import type { Judgement } from './esm.reply.js';
import { judge, judgePermitted } from './esm.reply.js';
import type { Site } from './esm.site.js';
import { tokenOf } from './esm.token.js';
import type { WireClaim, WireState } from './esm.wire.js';

/** Rows of one page: the most that is seen in use, and what the documented samples echo. No maximum is documented. */
export const PAGE_SIZE = 1_000;

/** Longest span of a question about claims or states: 7 days are documented, exactly 7 were refused once (observed). */
export const CLAIM_WINDOW = 6 * DAY;

/** RequestOrders and PreRequestOrders count together (observed), one call in 5 seconds (documented). */
export const LISTS = 'orders';
export const OTHERS = 'others';

/** An answer to a write that is lost costs a reading back; so it may take its time. */
const WRITE_TIMEOUT_MS = 30 * SECOND;

/** `iss`: usually the caller's domain, not matched strictly (observed); this is the documentation's own. */
const ISSUER = 'www.esmplus.com';

export type RequestDateType = 'ORDERED' | 'PAID';
const DATE_TYPES: Readonly<Record<RequestDateType, number>> = { ORDERED: 1, PAID: 2 };

/** Type of Cancels: which date the span is of. COMPLETED is ApproveDate, of withdrawn requests WithdrawDate. */
export type ClaimDateType = 'REQUESTED' | 'COMPLETED' | 'PAID';
const CLAIM_DATE_TYPES: Readonly<Record<ClaimDateType, number>> = { REQUESTED: 2, COMPLETED: 3, PAID: 4 };

/** SearchDateConditionType of GetDeliveryStatus. */
const BY_PAYMENT = 1;

export interface ListQuestion {
  /** Whole minutes. */
  readonly span: Span;
  /** From 1. */
  readonly page: number;
  readonly branchCode: number | null;
}

/** How an order is asked for by its number. Dates are sent along: without them one client was refused (observed). */
export interface NumberQuestion {
  readonly orderNumber: string;
  /** The date of its own that the question's dates are about, as far as it is known. */
  readonly near: Instant | null;
  readonly branchCode: string | null;
}

export interface Parcel {
  readonly dispatchedAt: Instant;
  readonly courierCode: string;
  readonly trackingNumber: string;
}

export interface Delay {
  /** 1 상품준비중 (재고부족), 2 고객요청, 3 기타. */
  readonly reasonType: number;
  readonly dispatchBy: Instant;
  readonly detail: string | null;
}

/** SOLD_OUT also takes the goods off sale; PLAIN needs a permission of its own; REFUND is Auction's, after settlement. */
export type CancelForm = 'SOLD_OUT' | 'PLAIN' | 'REFUND';
const CANCEL_PATHS: Readonly<Record<CancelForm, string>> = {
  SOLD_OUT: '/SoldOut',
  PLAIN: '',
  REFUND: '/AfterRemittanceBySeller',
};

interface Call<T> {
  readonly operation: string;
  readonly method?: 'GET' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly rateGroup?: string;
  readonly read: (reply: HttpReply) => T;
}

interface Write extends Omit<Call<Judgement>, 'read'> {
  /** Needs a permission that not every account has (documented). */
  readonly isRestricted?: boolean;
}

const minute = (instant: Instant): string => formatKst(instant, 'yyyy-MM-dd HH:mm');
const day = (instant: Instant): string => formatKst(instant, 'yyyy-MM-dd');

/** The operations of one site's account, in ESM's own words. */
export class EsmClient {
  constructor(
    readonly site: Site,
    private readonly account: ChannelAccount,
  ) {}

  /** A page of the orders in one state. @param status 1 to 5. */
  orders(status: number, by: RequestDateType, question: ListQuestion, context: CallContext): Promise<OrdersPage> {
    const body = { orderStatus: status, requestDateType: DATE_TYPES[by], ...this.listBody(question) };
    return this.list(`orders.${status}`, '/shipping/v1/Order/RequestOrders', body, context);
  }

  /** A page of the orders that wait for a deposit. */
  unpaidOrders(question: ListQuestion, context: CallContext): Promise<OrdersPage> {
    return this.list('orders.unpaid', '/shipping/v1/Order/PreRequestOrders', this.listBody(question), context);
  }

  /** One order, unless a claim hides it; not rate limited (documented). Near the date of the order. */
  order({ orderNumber, near, branchCode }: NumberQuestion, context: CallContext): Promise<OneOrder> {
    const span = this.daysAround(near, 2 * DAY);
    const body = {
      orderNo: bareNumber(orderNumber),
      orderStatus: 0,
      requestDateType: DATE_TYPES.ORDERED,
      ...this.listBody({ span, page: 1, branchCode: branchCode === null ? null : Number(branchCode) }),
    };
    const path = '/shipping/v1/Order/RequestOrders';
    return this.ask(
      { operation: 'orders.one', path, body, read: (reply) => readOneOrder(reply, orderNumber) },
      context,
    );
  }

  /** Claims in all states. The end is a day's beginning and not in the span (observed). @param span whole days. */
  claims(by: ClaimDateType, span: Span, context: CallContext): Promise<readonly WireClaim[]> {
    const body = this.claimBody(CLAIM_DATE_TYPES[by], span);
    return this.ask({ operation: 'claims.list', path: '/claim/v1/sa/Cancels', body, read: readClaims }, context);
  }

  /** All claims of one order. Near a date of the claim. */
  claimsOf({ orderNumber, near }: NumberQuestion, context: CallContext): Promise<readonly WireClaim[]> {
    const body = { ...this.claimBody(0, this.daysAround(near, CLAIM_WINDOW)), OrderNo: bareNumber(orderNumber) };
    const read = (reply: HttpReply): readonly WireClaim[] => readClaimsOfOrder(reply, orderNumber);
    return this.ask({ operation: 'claims.one', path: '/claim/v1/sa/Cancels', body, read }, context);
  }

  /** Where an order stands, whatever its state; null where ESM does not know it. Near the date of its payment. */
  state({ orderNumber, near }: NumberQuestion, context: CallContext): Promise<WireState | null> {
    const span = this.daysAround(near, CLAIM_WINDOW);
    const body = {
      OrderNo: bareNumber(orderNumber),
      SearchDateConditionType: BY_PAYMENT,
      FromDate: day(span.start),
      ToDate: day(span.end),
      Page: 1,
    };
    const path = '/shipping/v1/Delivery/GetDeliveryStatus';
    return this.ask({ operation: 'states.one', path, body, read: (reply) => readState(reply, orderNumber) }, context);
  }

  /** Names of all couriers by their code. */
  couriers(context: CallContext): Promise<ReadonlyMap<string, string>> {
    const path = '/item/v1/shipping/delivery-company';
    return this.ask({ operation: 'couriers', method: 'GET', path, read: readCouriers }, context);
  }

  confirm(orderNumber: string, context: CallContext): Promise<Judgement> {
    return this.write(
      { operation: 'confirm', path: `/shipping/v1/Order/OrderCheck/${orderNumber}`, body: {} },
      context,
    );
  }

  dispatch(orderNumber: string, parcel: Parcel, context: CallContext): Promise<Judgement> {
    const body = {
      OrderNo: bareNumber(orderNumber),
      ShippingDate: formatKst(parcel.dispatchedAt, 'yyyy-MM-ddTHH:mm:ss'),
      DeliveryCompanyCode: bareNumber(parcel.courierCode),
      InvoiceNo: parcel.trackingNumber,
    };
    return this.write({ operation: 'dispatch', path: '/shipping/v1/Delivery/ShippingInfo', body }, context);
  }

  delay(orderNumber: string, { reasonType, dispatchBy, detail }: Delay, context: CallContext): Promise<Judgement> {
    const body = {
      OrderNo: bareNumber(orderNumber),
      ReasonType: reasonType,
      ShippingExpectedDate: day(dispatchBy),
      ...(detail === null ? {} : { ReasonDetail: detail }),
    };
    return this.write({ operation: 'delay', path: '/shipping/v1/Order/ShippingExpectedDate', body }, context);
  }

  /** Takes no body (documented). */
  markDelivered(orderNumber: string, context: CallContext): Promise<Judgement> {
    const path = `/shipping/v1/Delivery/AddShippingCompleteInfo/${orderNumber}`;
    return this.write({ operation: 'delivered', path, isRestricted: true }, context);
  }

  approveCancel(orderNumber: string, context: CallContext): Promise<Judgement> {
    const path = `/claim/v1/sa/Cancel/${orderNumber}`;
    return this.write({ operation: 'cancel.approve', method: 'PUT', path, body: this.siteBody() }, context);
  }

  cancel(orderNumber: string, form: CancelForm, context: CallContext): Promise<Judgement> {
    const path = `/claim/v1/sa/Cancel/${orderNumber}${CANCEL_PATHS[form]}`;
    return this.write({ operation: `cancel.${form}`, path, body: this.siteBody(), isRestricted: true }, context);
  }

  /** A page of one row of the last minute: key, site, caller's address and the permission for orders are tried. */
  async check(context: CallContext): Promise<void> {
    const span = alignSpan({ start: this.account.clock.now() - MINUTE, end: this.account.clock.now() }, MINUTE);
    const question = this.listBody({ span, page: 1, branchCode: null });
    const body = { orderStatus: 1, requestDateType: DATE_TYPES.ORDERED, ...question, pageSize: 1 };
    // Called so, the governor never holds it back.
    await this.list('check', '/shipping/v1/Order/RequestOrders', body, context);
  }

  private list(operation: string, path: string, body: object, context: CallContext): Promise<OrdersPage> {
    return this.ask({ operation, path, body, rateGroup: LISTS, read: readOrdersPage }, context);
  }

  private siteBody() {
    return { SiteType: this.site.siteType };
  }

  private listBody({ span, page, branchCode }: ListQuestion) {
    return {
      siteType: this.site.siteType,
      requestDateFrom: minute(span.start),
      requestDateTo: minute(span.end),
      ...(branchCode === null ? {} : { branchCode }),
      pageIndex: page,
      pageSize: PAGE_SIZE,
    };
  }

  private claimBody(type: number, span: Span) {
    const SiteType = this.site.claimListSiteType;
    return { SiteType, CancelStatus: 0, Type: type, StartDate: day(span.start), EndDate: day(span.end) };
  }

  /** Whole days: from the one of a known date on, else up to tomorrow. */
  private daysAround(near: Instant | null, length: number): Span {
    if (near === null) {
      const { end } = alignSpan({ start: 0, end: this.account.clock.now() + 1 }, DAY);
      return { start: end - length, end };
    }
    const { start } = alignSpan({ start: near, end: near }, DAY);
    return { start, end: start + length };
  }

  private write({ isRestricted = false, ...call }: Write, context: CallContext): Promise<Judgement> {
    return this.send('WRITE', { ...call, read: isRestricted ? judgePermitted : judge }, context);
  }

  private ask<T>(call: Call<T>, context: CallContext): Promise<T> {
    return this.send('READ', call, context);
  }

  private send<T>(kind: 'READ' | 'WRITE', call: Call<T>, context: CallContext): Promise<T> {
    const { operation, method = 'POST', path, body, rateGroup = OTHERS, read } = call;
    const request: HttpCall<T> = {
      operation,
      kind,
      method,
      target: path,
      headers: () => this.headers(body !== undefined),
      ...(body === undefined ? {} : { body: writeJson(body) }),
      rateGroup,
      ...(kind === 'WRITE' ? { timeoutMs: WRITE_TIMEOUT_MS } : {}),
      read,
    };
    return this.account.http.request(request, context);
  }

  private headers(hasBody: boolean): Record<string, string> {
    const { masterId = '', secretKey = '', sellerId = '' } = this.account.credentials;
    const token = tokenOf({
      masterId,
      secretKey,
      issuer: ISSUER,
      sellers: `${this.site.tokenLetter}:${sellerId}`,
      issuedAt: this.account.clock.now(),
    });
    return {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    };
  }
}
