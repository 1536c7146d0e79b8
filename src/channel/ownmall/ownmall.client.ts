import type { Instant } from '../../base/clock.js';
import { writeJson } from '../../base/json.js';
import { HOUR, SECOND, formatKst } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import type { ChannelAccount } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext, HttpCall, HttpReply } from '../http.js';
import { readAction, readCapabilities, readList, readOrder } from './ownmall.reply.js';
import { isNotSupported } from './ownmall.refusals.js';
import { signatureHeaders } from './ownmall.signature.js';
import type { ActionResult, Capabilities, DateType, ListPage, ListPath, OrderRow } from './ownmall.wire.js';

/** Largest page of the proposal. */
const LARGEST_PAGE = 500;

const CAPABILITIES_AGE = HOUR;

/** What a mall without /capabilities has: the calls that the user's document names. */
const WITHOUT_CAPABILITIES: Capabilities = {
  supports: new Set(),
  couriers: null,
  signatureRequired: false,
  maxPageSize: null,
};

export interface ListQuestion {
  readonly path: ListPath;
  readonly dateType: DateType;
  /** Tokens of order_status. */
  readonly statuses: readonly string[];
  /** Both inclusive. */
  readonly from: Instant;
  readonly to: Instant;
}

type Query = Readonly<Record<string, string>>;

/** Paths, headers and signature of contract 1.0. Knows nothing of our domain. */
export class OwnMallClient {
  readonly #basePath: string;
  readonly #signatureSecret: string | null;
  #capabilities: { readonly readAt: Instant; readonly value: Capabilities } | null = null;
  #reading: Promise<Capabilities> | null = null;
  #isSingleReadRefused = false;

  constructor(private readonly account: ChannelAccount) {
    const { signatureSecret } = account.options;
    this.#basePath = new URL(account.baseUrl).pathname.replace(/\/$/, '');
    this.#signatureSecret = typeof signatureSecret === 'string' ? signatureSecret : null;
  }

  /** Rows of one page, as far as is known now of what the mall grants. */
  get pageSize(): number {
    return Math.min(LARGEST_PAGE, this.#capabilities?.value.maxPageSize ?? LARGEST_PAGE);
  }

  list(question: ListQuestion, page: number, pageSize: number, context: CallContext): Promise<ListPage> {
    const operation = question.path === '/orders' ? 'orders.list' : 'canceled-orders.list';
    return this.#get(operation, question.path, queryOf(question, page, pageSize), readList, context);
  }

  /** Whether GET /orders/{orderNumber}, an optional operation, is there. */
  async hasSingleRead(context: CallContext): Promise<boolean> {
    return !this.#isSingleReadRefused && (await this.capabilities(context)).supports.has('getOrder');
  }

  /**
   * @returns null when the mall has no such order.
   * @throws ChannelFault NOT_SUPPORTED where the mall announces the single read and has none; it is believed once.
   */
  async order(orderNumber: string, context: CallContext): Promise<OrderRow | null> {
    try {
      return await this.#get('orders.get', `/orders/${encodeURIComponent(orderNumber)}`, {}, readOrder, context);
    } catch (error) {
      if (isNotSupported(error)) this.#isSingleReadRefused = true;
      throw error;
    }
  }

  act(
    operation: string,
    path: string,
    body: Readonly<Record<string, string>>,
    context: CallContext,
  ): Promise<ActionResult> {
    const text = writeJson(body);
    const call: HttpCall<ActionResult> = {
      operation,
      kind: 'WRITE',
      method: 'POST',
      target: path,
      headers: () => ({ ...this.#headers('POST', path, '', text), 'Content-Type': 'application/json; charset=utf-8' }),
      body: text,
      read: readAction,
    };
    return this.account.http.request(call, context);
  }

  /** What the mall supports, not older than an hour. */
  async capabilities(context: CallContext): Promise<Capabilities> {
    const known = this.#capabilities;
    if (known && this.account.clock.now() - known.readAt < CAPABILITIES_AGE) return known.value;
    // Who asks meanwhile joins; nobody's abort ends it for the others.
    this.#reading ??= this.#readCapabilities('capabilities.get', { meter: context.meter })
      .then((value) => value ?? this.#keep(WITHOUT_CAPABILITIES))
      .finally(() => (this.#reading = null));
    return this.#reading;
  }

  /**
   * Tries the credentials.
   * @throws ChannelFault CHANNEL_UNAUTHORIZED when they are refused or the mall wants a signature that we can't make.
   */
  async check(context: CallContext): Promise<void> {
    const capabilities = await this.#readCapabilities('check', context);
    if (capabilities === null) return this.#checkByList(context);
    if (!capabilities.signatureRequired || this.#signatureSecret !== null) return;
    throw new ChannelFault(
      ErrorCode.CHANNEL_UNAUTHORIZED,
      'the mall wants signed calls: its second secret belongs in options.signatureSecret',
    );
  }

  /** A mall without /capabilities: the shortest list there is. */
  async #checkByList(context: CallContext): Promise<void> {
    this.#keep(WITHOUT_CAPABILITIES);
    const to = Math.floor(this.account.clock.now() / SECOND) * SECOND;
    const question: ListQuestion = { path: '/orders', dateType: 'paid_date', statuses: ['PAID'], from: to, to };
    await this.#get('check', '/orders', queryOf(question, 1, 1), readList, context);
  }

  /** @returns null when the mall has no /capabilities. */
  async #readCapabilities(operation: string, context: CallContext): Promise<Capabilities | null> {
    // A home-made mall answers an unknown path with its own page, whatever that is.
    const read = (reply: HttpReply): Capabilities | null =>
      [404, 405, 501].includes(reply.status) ? null : readCapabilities(reply);
    const value = await this.#get(operation, '/capabilities', {}, read, context);
    return value && this.#keep(value);
  }

  #keep(value: Capabilities): Capabilities {
    this.#capabilities = { readAt: this.account.clock.now(), value };
    return value;
  }

  #get<T>(
    operation: string,
    path: string,
    query: Query,
    read: (reply: HttpReply) => T,
    context: CallContext,
  ): Promise<T> {
    const text = encodeQuery(query);
    const call: HttpCall<T> = {
      operation,
      kind: 'READ',
      method: 'GET',
      target: text === '' ? path : `${path}?${text}`,
      headers: () => this.#headers('GET', path, text, ''),
      read,
    };
    return this.account.http.request(call, context);
  }

  #headers(method: string, path: string, query: string, body: string): Record<string, string> {
    const headers = { Authorization: `Bearer ${this.account.credentials['apiKey'] ?? ''}`, Accept: 'application/json' };
    if (this.#signatureSecret === null) return headers;
    const request = { method, path: this.#basePath + path, query, body };
    return { ...headers, ...signatureHeaders(request, this.#signatureSecret, this.account.clock.now()) };
  }
}

const queryOf = (question: ListQuestion, page: number, pageSize: number): Query => ({
  date_type: question.dateType,
  start_date: formatKst(question.from, 'yyyy-MM-ddTHH:mm:ss'),
  end_date: formatKst(question.to, 'yyyy-MM-ddTHH:mm:ss'),
  order_status: question.statuses.join(','),
  page: String(page),
  page_size: String(pageSize),
});

/** Sorted by name, as the signature wants it, so that one text serves both. */
const encodeQuery = (query: Query): string =>
  Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
