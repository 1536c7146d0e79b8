import { bareNumber, writeJson } from '../../base/json.js';
import type { Span } from '../../base/span.js';
import { DAY, SECOND, ceilKst, formatKst } from '../../base/time.js';
import type { ChannelAccount } from '../channel.js';
import type { CallContext, HttpCall, HttpReply } from '../http.js';
import { idOf, textOf } from './coupang.fields.js';
import type { Page } from './coupang.pages.js';
import { CutOff, EndlessPages, followPages, isDivisible, narrowing } from './coupang.pages.js';
import { batchRowsIn, orderSheetsIn, receiptsIn, withdrawalsIn } from './coupang.parse.js';
import type { Envelope, No } from './coupang.reply.js';
import { GatewayTimeout, answerOf, judge, rejected } from './coupang.reply.js';
import { authorization } from './coupang.signature.js';
import type {
  ReceiptQuestion,
  SheetStatus,
  WireBatchRow,
  WireInvoiceDto,
  WireOrderSheet,
  WireReceipt,
  WireWithdrawal,
} from './coupang.wire.js';

/** Rows of a page: the most that order sheets and receipts give (observed), and withdrawals (documented). */
export const PAGE_SIZE = 50;
export const WITHDRAWAL_PAGE_SIZE = 100;
/** Boxes of one acknowledgement (documented) and of one invoices call (undocumented, kept as low), ids of returnWithdrawList. */
export const BATCH_SIZE = 50;
/**
 * Longest difference between createdAtFrom and createdAtTo: 31 days are documented, yet the error's own text says that they
 * fail. createdAtTo may or may not be inclusive, so the day after the last is asked for, and counts as part of the 30.
 */
export const LONGEST_WINDOW = 30 * DAY;
/** Withdrawals: 7 days, both ends included (documented). */
export const LONGEST_WITHDRAWAL_WINDOW = 7 * DAY;

/** The gateway waits 3 s unless this header asks for more; sent too often it causes 429 by itself (documented). */
const EXTENDED_TIMEOUT = { 'X-EXTENDED-TIMEOUT': '90000' };
/** How long we wait for such calls. */
const EXTENDED_TIMEOUT_MS = 30 * SECOND;
/** Batches from this size on ask the gateway for more time. Our own measure. */
const BIG_BATCH = 10;

/** How an order stands, read by its number. */
export type OrderAnswer =
  | { readonly kind: 'FOUND'; readonly sheets: readonly WireOrderSheet[] }
  /** Canceled or sent back as a whole. */
  | { readonly kind: 'CLOSED' }
  /** No order of this seller. */
  | { readonly kind: 'UNKNOWN' };

/** HTTP 400 with these words, documented; the second is what one client logs. */
const CLOSED_WORDS = [/해당 주문이 취소 또는 반품 ?되었습니다/, /has been cancell?ed or returned/i];
const NOT_OURS_WORDS = [/유효하지 않은 주문번호/, /다른 판매자의 주문/];

/** A write's answer in Coupang's terms. */
export type BatchAnswer =
  { readonly kind: 'ROWS'; readonly rows: readonly WireBatchRow[] } | { readonly kind: 'NO'; readonly no: No };
export type SingleAnswer =
  { readonly kind: 'ANSWER'; readonly data: unknown } | { readonly kind: 'NO'; readonly no: No };

type Question<T> = Pick<HttpCall<T>, 'operation' | 'read'> & { readonly path: string; readonly isWide?: boolean };

/** Coupang's calls for one vendor: paths, headers, signatures, pages. Yields its records as they are. */
export class CoupangClient {
  constructor(private readonly account: ChannelAccount) {}

  /** Boxes paid in a span, by their status now. */
  sheetPages(status: SheetStatus, span: Span, context: CallContext): AsyncIterable<readonly WireOrderSheet[]> {
    return narrowing(
      span,
      (part) => {
        const ask = (token: string | null) =>
          this.get(
            {
              operation: 'ordersheets.list',
              path: `ordersheets?${daysOf(part)}&status=${status}&maxPerPage=${PAGE_SIZE}${tokenOf(token)}`,
              isWide: true,
              read: wideAnswer(part, (envelope) => pageOf(envelope, orderSheetsIn)),
            },
            context,
          );
        return followPages(ask, (sheet) => idOf(sheet.shipmentBoxId));
      },
      (error) => error instanceof GatewayTimeout,
    );
  }

  async sheetsOfOrder(orderNumber: string, context: CallContext): Promise<OrderAnswer> {
    const path = `${encodeURIComponent(orderNumber)}/ordersheets`;
    return this.get({ operation: 'ordersheets.order', path, read: orderAnswerOf }, context);
  }

  /** Receipts that were filed in a span. */
  receiptPages(question: ReceiptQuestion, span: Span, context: CallContext): AsyncIterable<readonly WireReceipt[]> {
    const isCancel = 'cancelType' in question;
    return narrowing(
      span,
      (part) => {
        const ask = (token: string | null) => this.receiptPage(question, part, token, context);
        const pages = followPages(ask, (receipt) => idOf(receipt.receiptId));
        return isCancel && isDivisible(part) ? notCutOff(pages) : pages;
      },
      (error) =>
        error instanceof GatewayTimeout || (isCancel && (error instanceof EndlessPages || error instanceof CutOff)),
    );
  }

  private receiptPage(
    question: ReceiptQuestion,
    span: Span,
    token: string | null,
    context: CallContext,
  ): Promise<Page<WireReceipt>> {
    const asked = new URLSearchParams(Object.entries(question)).toString();
    return this.get(
      {
        operation: 'orderId' in question ? 'returnRequests.order' : 'returnRequests.list',
        path: `returnRequests?${daysOf(span)}&${asked}&maxPerPage=${PAGE_SIZE}${tokenOf(token)}`,
        isWide: !('orderId' in question),
        read: wideAnswer(span, (envelope) => pageOf(envelope, receiptsIn)),
      },
      context,
    );
  }

  /** One receipt; null where Coupang does not show it (any more). Immediate cancels can't be asked for (documented). */
  receipt(receiptId: string, context: CallContext): Promise<WireReceipt | null> {
    const read = (reply: HttpReply): WireReceipt | null => {
      const judgement = judge(reply);
      if (judgement.kind === 'NO') return null;
      const { data } = judgement.envelope;
      return receiptsIn(data ?? []).find((receipt) => idOf(receipt.receiptId) === receiptId) ?? null;
    };
    const path = `returnRequests/${encodeURIComponent(receiptId)}`;
    return this.get({ operation: 'returnRequests.one', path, read }, context);
  }

  /** Receipts that were withdrawn in a span, cancels and returns alike. */
  withdrawalPages(span: Span, context: CallContext): AsyncIterable<readonly WireWithdrawal[]> {
    const from = formatKst(span.start, DATE);
    const to = formatKst(span.end - 1, DATE);
    const ask = (token: string | null) =>
      this.get<Page<WireWithdrawal>>(
        {
          operation: 'returnWithdrawRequests.list',
          path: `returnWithdrawRequests?dateFrom=${from}&dateTo=${to}&pageIndex=${token ?? '1'}&sizePerPage=${WITHDRAWAL_PAGE_SIZE}`,
          isWide: true,
          read: (reply) => {
            const { data, fields } = answerOf(reply);
            return { rows: withdrawalsIn(data), next: textOf(fields.nextPageIndex) };
          },
        },
        context,
      );
    return followPages(ask, (withdrawal) => idOf(withdrawal.cancelId));
  }

  /** Which of these receipts were withdrawn; at most {@link BATCH_SIZE}. */
  withdrawalsOf(receiptIds: readonly string[], context: CallContext): Promise<readonly WireWithdrawal[]> {
    return this.call(
      {
        operation: 'returnWithdrawList',
        kind: 'READ',
        method: 'POST',
        path: 'returnWithdrawList',
        body: { cancelIds: receiptIds.map(bareNumber) },
        read: (reply) => withdrawalsIn(answerOf(reply).data),
      },
      context,
    );
  }

  acknowledge(boxes: readonly string[], context: CallContext): Promise<BatchAnswer> {
    return this.write('ordersheets.acknowledgement', 'PUT', 'ordersheets/acknowledgement', boxes.length, context, {
      vendorId: this.vendorId,
      shipmentBoxIds: boxes.map(bareNumber),
    });
  }

  uploadInvoices(dtos: readonly WireInvoiceDto[], context: CallContext): Promise<BatchAnswer> {
    return this.write('orders.invoices', 'POST', 'orders/invoices', dtos.length, context, {
      vendorId: this.vendorId,
      orderSheetInvoiceApplyDtos: dtos.map((dto) => ({
        ...dto,
        shipmentBoxId: bareNumber(dto.shipmentBoxId),
        orderId: bareNumber(dto.orderId),
        vendorItemId: bareNumber(dto.vendorItemId),
      })),
    });
  }

  /** 출고중지완료. @param isRefusal see judge(). */
  stopShipment(
    receiptId: string,
    cancelCount: number,
    isRefusal: (message: string) => boolean,
    context: CallContext,
  ): Promise<SingleAnswer> {
    return this.call(
      {
        operation: 'returnRequests.stoppedShipment',
        kind: 'WRITE',
        method: 'PUT',
        path: `returnRequests/${encodeURIComponent(receiptId)}/stoppedShipment`,
        body: { vendorId: this.vendorId, receiptId: bareNumber(receiptId), cancelCount },
        read: (reply): SingleAnswer => {
          const judgement = judge(reply, isRefusal);
          return judgement.kind === 'NO' ? judgement : { kind: 'ANSWER', data: judgement.envelope.data };
        },
      },
      context,
    );
  }

  /** The smallest question there is: one row of one day. */
  async check(context: CallContext): Promise<void> {
    const today = this.account.clock.now();
    const span = { start: today, end: ceilKst(today + 1, DAY) };
    const path = `ordersheets?${daysOf(span)}&status=ACCEPT&maxPerPage=1`;
    await this.get({ operation: 'check', path, read: (reply) => orderSheetsIn(answerOf(reply).data) }, context);
  }

  private get vendorId(): string {
    return this.account.credentials.vendorId ?? '';
  }

  private get<T>({ operation, path, read, isWide = false }: Question<T>, context: CallContext): Promise<T> {
    return this.call({ operation, kind: 'READ', method: 'GET', path, read, isWide }, context);
  }

  private write(
    operation: string,
    method: 'PUT' | 'POST',
    path: string,
    size: number,
    context: CallContext,
    body: unknown,
  ): Promise<BatchAnswer> {
    const read = (reply: HttpReply): BatchAnswer => {
      const judgement = judge(reply);
      return judgement.kind === 'NO' ? judgement : { kind: 'ROWS', rows: batchRowsIn(judgement.envelope.data) };
    };
    return this.call({ operation, kind: 'WRITE', method, path, body, read, isWide: size >= BIG_BATCH }, context);
  }

  private call<T>(
    {
      path,
      body,
      isWide = false,
      ...call
    }: Pick<HttpCall<T>, 'operation' | 'kind' | 'method' | 'read'> & {
      readonly path: string;
      readonly body?: unknown;
      readonly isWide?: boolean;
    },
    context: CallContext,
  ): Promise<T> {
    const { clock, credentials, http } = this.account;
    const target = `/v2/providers/openapi/apis/api/v4/vendors/${encodeURIComponent(this.vendorId)}/${path}`;
    const keys = { accessKey: credentials.accessKey ?? '', secretKey: credentials.secretKey ?? '' };
    const headers = () => ({
      Authorization: authorization(keys, call.method, target, clock.now()),
      'Content-Type': 'application/json;charset=UTF-8',
      'X-Requested-By': this.vendorId,
      'X-MARKET': 'KR',
      ...(isWide ? EXTENDED_TIMEOUT : {}),
    });
    return http.request<T>(
      {
        ...call,
        target,
        headers,
        ...(body === undefined ? {} : { body: writeJson(body) }),
        ...(isWide || call.kind === 'WRITE' ? { timeoutMs: EXTENDED_TIMEOUT_MS } : {}),
      },
      context,
    );
  }
}

const DATE = 'yyyy-MM-dd';

/** @param span whole days; others are widened to them. */
const daysOf = (span: Span): string =>
  `createdAtFrom=${formatKst(span.start, DATE)}&createdAtTo=${formatKst(ceilKst(span.end, DAY), DATE)}`;

const tokenOf = (token: string | null): string => (token === null ? '' : `&nextToken=${encodeURIComponent(token)}`);

const pageOf = <Row>({ data, fields }: Envelope, rowsIn: (data: unknown) => readonly Row[]): Page<Row> => ({
  rows: rowsIn(data),
  next: textOf(fields.nextToken),
});

/** A window that the gateway could not answer in time is halved rather than asked again, as long as it can be. */
const wideAnswer =
  <T>(span: Span, read: (envelope: Envelope) => T) =>
  (reply: HttpReply): T => {
    try {
      return read(answerOf(reply));
    } catch (error) {
      if (!(error instanceof GatewayTimeout) || !isDivisible(span)) throw error;
      const { channelCode, channelMessage } = error;
      throw new GatewayTimeout({ channelCode, channelMessage, retryable: false });
    }
  };

/** Whether cancelType=CANCEL honours tokens is not known: a first page that is full and the only one may not be all. */
async function* notCutOff<Row>(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let count = 0;
  let isFull = false;
  for await (const page of pages) {
    count += 1;
    isFull = page.length >= PAGE_SIZE;
    yield page;
  }
  if (count === 1 && isFull) throw new CutOff();
}

function orderAnswerOf(reply: HttpReply): OrderAnswer {
  const judgement = judge(reply);
  if (judgement.kind === 'ANSWER') return { kind: 'FOUND', sheets: orderSheetsIn(judgement.envelope.data) };
  const message = judgement.no.message ?? '';
  if (CLOSED_WORDS.some((words) => words.test(message))) return { kind: 'CLOSED' };
  if (NOT_OURS_WORDS.some((words) => words.test(message))) return { kind: 'UNKNOWN' };
  throw rejected(judgement.no);
}
