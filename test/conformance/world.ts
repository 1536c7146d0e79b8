import type { Instant } from '../../src/base/clock.js';
import { groupBy } from '../../src/base/collections.js';
import { DAY, HOUR, MINUTE, toIsoKst } from '../../src/base/time.js';
import type {
  EmulatedLine,
  Emulator,
  LineRef,
  OrderToPlace,
  OutsideEvent,
  PlacedLine,
} from '../../src/sandbox/emulator.js';
import type { Call, Host } from '../../src/sandbox/host.js';
import type { Moa, MoaOptions } from '../support/moa.js';
import { startMoa } from '../support/moa.js';
import { VirtualClock } from '../support/virtual-clock.js';
import type { ChannelFacts, WriteCall } from './facts.js';
import type { ActionResult, CancellationNode, Connection, NumberedNode, OrderNode } from './operations.js';
import * as operations from './operations.js';
import type { Subject } from './subject.js';

/** Tuesday, 14:00 in Korea. */
export const NOW: Instant = Date.parse('2026-03-10T14:00:00+09:00');
const TODAY: Instant = Date.parse('2026-03-10T00:00:00+09:00');

/** Half-open. */
export interface Days {
  readonly from: Instant;
  readonly to: Instant;
}

/** Moa with one channel, its emulator, and what a test does with them. */
export class World {
  #parcels = 0;

  private constructor(
    readonly moa: Moa,
    readonly clock: VirtualClock,
    readonly subject: Subject,
    private readonly facts: ChannelFacts,
  ) {}

  static async start(subject: Subject, facts: ChannelFacts, options: MoaOptions = {}): Promise<World> {
    const clock = new VirtualClock(NOW);
    const moa = await startMoa({ clock, channelIds: [subject.id], ...options });
    return new World(moa, clock, subject, facts);
  }

  /** A second one, with a database and an emulator of its own that deals out the same numbers. */
  another(options: MoaOptions = {}): Promise<World> {
    return World.start(this.subject, this.facts, options);
  }

  close(): Promise<void> {
    return this.moa.close();
  }

  get host(): Host {
    return this.moa.sandbox.host(this.subject.id);
  }

  get emulator(): Emulator {
    return this.host.emulator;
  }

  // ---------------------------------------------------------------- the buyer, the courier, the back office

  place(order: OrderToPlace): PlacedLine[] {
    return this.emulator.place(order);
  }

  /** An order of one line. */
  placeOne(order: OrderToPlace): PlacedLine {
    const [line, ...others] = this.place(order);
    if (!line || others.length > 0) throw new RangeError(`one line was to be placed, but ${others.length + 1} were`);
    return line;
  }

  happen(line: LineRef, event: OutsideEvent): void {
    const { orderNumber, lineNumber } = line;
    const isAllowed = this.emulator.happen({ orderNumber, lineNumber }, event);
    if (!isAllowed) throw new Error(`${event.kind} is not possible on ${JSON.stringify(this.truth(line))}`);
  }

  confirmOutside(...lines: readonly LineRef[]): void {
    for (const line of lines) this.emulator.happen(line, { kind: 'CONFIRM' });
    expect(lines.map((line) => this.truth(line).nativeStatus)).toEqual(
      lines.map(() => expect.stringContaining(this.facts.channelStatuses.CONFIRMED!) as string),
    );
  }

  dispatchOutside(line: LineRef): void {
    this.happen(line, { kind: 'DISPATCH', courierCode: this.facts.courier.code, trackingNumber: this.nextParcel() });
  }

  requestCancel(line: LineRef, quantity: number | null = null): void {
    this.happen(line, { kind: 'REQUEST_CANCEL', quantity, reason: '단순 변심' });
  }

  /** Reads orders that a claim is about to hide, where claims do that. */
  async readBeforeClaim(): Promise<void> {
    if (this.facts.buyersCancel.hidesOrder) await this.orders();
  }

  /** The buyer cancels a paid order that nobody confirmed, and it is done: at once, or because the seller's staff agrees. */
  cancelPaid(line: LineRef): void {
    this.requestCancel(line);
    if (this.facts.buyersCancel.atOnceWhile !== 'PAID') this.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
  }

  /** The line that holds the pieces of a line which were cancelled last. */
  canceledPart(line: PlacedLine): PlacedLine {
    if (this.facts.buyersCancel.partGoesTo === 'SAME_LINE') return line;
    return this.emulator.lines().findLast(({ orderNumber }) => orderNumber === line.orderNumber)!;
  }

  /** Whether a cancel of so many pieces was granted: it is over, or only its refund is still to come. */
  isGranted(line: PlacedLine, quantity: number): boolean {
    const { openCancelQuantity, canceledQuantity, orderedQuantity, nativeStatus } = this.truth(this.canceledPart(line));
    const isOver = canceledQuantity === quantity;
    const isComing = nativeStatus === this.facts.buyersCancel.grantedAs && orderedQuantity === quantity;
    return openCancelQuantity === null && (isOver || isComing);
  }

  /** Twelve digits, as 대한통운 has them; each once. */
  nextParcel(): string {
    this.#parcels += 1;
    return `6000${String(this.#parcels).padStart(8, '0')}`;
  }

  /** The line as the marketplace holds it. */
  truth({ orderNumber, lineNumber }: LineRef): EmulatedLine {
    const found = this.emulator
      .lines()
      .find((line) => line.orderNumber === orderNumber && line.lineNumber === lineNumber);
    if (!found) throw new RangeError(`the marketplace has no line ${orderNumber}/${lineNumber}`);
    return found;
  }

  // ---------------------------------------------------------------- calls

  /** Calls that reached the marketplace, as `METHOD path?query`. */
  sent(pattern: RegExp | WriteCall = /./): string[] {
    return this.calls(pattern).map(lineOf);
  }

  /** @param pattern of the whole call, or how a write is recognised. */
  calls(pattern: RegExp | WriteCall = /./): Call[] {
    if (pattern instanceof RegExp) return this.host.calls().filter((call) => pattern.test(lineOf(call)));
    const { method, path } = faultsAt(pattern);
    return this.host.calls().filter((call) => call.path.includes(path) && (method ?? call.method) === call.method);
  }

  /** Calls that would change something. */
  writes(): string[] {
    const { paidOrders: _orders, openCancels: _cancels, ...writes } = this.facts.calls;
    const meant = new Set(Object.values(writes).flatMap((write) => this.calls(write)));
    return [...meant].map(lineOf);
  }

  clearCalls(): void {
    this.moa.clearCalls();
  }

  // ---------------------------------------------------------------- GraphQL

  /** Orders of a span, today when none is given; sorted oldest first. */
  async orders(
    filter: Record<string, unknown> = {},
    options: Record<string, unknown> = {},
  ): Promise<Connection<OrderNode>> {
    const variables = { filter: { ...spanOf(today), ...filter }, first: 10_000, ...options };
    const { orders } = await this.moa.query<{ orders: Connection<OrderNode> }>(operations.ORDERS, variables);
    return orders;
  }

  async cancellations(
    filter: Record<string, unknown> = {},
    options: Record<string, unknown> = {},
  ): Promise<Connection<CancellationNode>> {
    const variables = { filter: { ...spanOf(today), ...filter }, first: 10_000, ...options };
    const { cancellations } = await this.moa.query<{ cancellations: Connection<CancellationNode> }>(
      operations.CANCELLATIONS,
      variables,
    );
    return cancellations;
  }

  /** The order of a line, as a list shows it now. */
  async listed(line: LineRef, maxAge = 0): Promise<OrderNode> {
    const { nodes } = await this.orders({}, { maxAge });
    return only(nodes.filter((node) => isOf(node, line)));
  }

  async ids(lines: readonly LineRef[], maxAge = 0): Promise<string[]> {
    const { nodes } = await this.orders({}, { maxAge });
    return lines.map((line) => only(nodes.filter((node) => isOf(node, line))).id);
  }

  async claimOf(line: LineRef, maxAge = 0): Promise<CancellationNode> {
    const { nodes } = await this.cancellations({}, { maxAge });
    return only(nodes.filter((node) => isOf(node, line)));
  }

  /** A claim as it is stored, however old. */
  async storedClaim(id: string): Promise<CancellationNode> {
    const variables = { id, maxAge: 30 * 86_400 };
    return (await this.moa.query<{ cancellation: CancellationNode }>(operations.CANCELLATION, variables)).cancellation;
  }

  async order(id: string, maxAge = 0): Promise<OrderNode | null> {
    return (await this.moa.query<{ order: OrderNode | null }>(operations.ORDER, { id, maxAge })).order;
  }

  async confirm(id: string, idempotencyKey?: string): Promise<ActionResult> {
    return only(await this.confirmAll([id], idempotencyKey));
  }

  async confirmAll(orderIds: readonly string[], idempotencyKey?: string): Promise<ActionResult[]> {
    const variables = { orderIds, idempotencyKey };
    return (await this.moa.query<{ results: ActionResult[] }>(operations.CONFIRM, variables)).results;
  }

  async register(orderId: string, input: Record<string, unknown> = {}): Promise<ActionResult> {
    return only(await this.registerAll([{ orderId, ...input }]));
  }

  /** Courier and number are filled in where they are not given. */
  async registerAll(inputs: readonly Record<string, unknown>[]): Promise<ActionResult[]> {
    const whole = inputs.map((input) => ({
      courier: this.facts.courier.name,
      trackingNumber: this.nextParcel(),
      ...input,
    }));
    return (await this.moa.query<{ results: ActionResult[] }>(operations.REGISTER, { inputs: whole })).results;
  }

  async approve(id: string, idempotencyKey?: string): Promise<ActionResult> {
    return only(await this.approveAll([id], idempotencyKey));
  }

  async approveAll(cancellationIds: readonly string[], idempotencyKey?: string): Promise<ActionResult[]> {
    const variables = { cancellationIds, idempotencyKey };
    return (await this.moa.query<{ results: ActionResult[] }>(operations.APPROVE, variables)).results;
  }

  /** Courier and number are filled in where they are not given. */
  updateInvoice(orderId: string, input: Record<string, unknown> = {}): Promise<ActionResult> {
    const whole = { orderId, courier: this.facts.courier.name, trackingNumber: this.nextParcel(), ...input };
    return this.#result(operations.UPDATE, { input: whole });
  }

  /** Courier and number are filled in where they are not given. */
  rejectCancel(cancellationId: string, input: Record<string, unknown> = {}): Promise<ActionResult> {
    const whole = { cancellationId, courier: this.facts.courier.name, trackingNumber: this.nextParcel(), ...input };
    return this.#result(operations.REJECT, { input: whole });
  }

  /** For want of goods, where no other reason is given. */
  cancelOrder(orderId: string, input: Record<string, unknown> = {}): Promise<ActionResult> {
    return this.#result(operations.CANCEL, { input: { orderId, reason: 'SOLD_OUT', ...input } });
  }

  /** @param dispatchBy default: in five days. */
  delayDispatch(orderId: string, dispatchBy = NOW + 5 * DAY, input: Record<string, unknown> = {}) {
    const whole = { orderId, dispatchBy: toIsoKst(dispatchBy), reason: 'PREPARING', ...input };
    return this.#result(operations.DELAY, { input: whole });
  }

  markDelivered(orderId: string, idempotencyKey?: string): Promise<ActionResult> {
    return this.#result(operations.DELIVERED, { orderId, idempotencyKey });
  }

  async #result(operation: string, variables: Record<string, unknown>): Promise<ActionResult> {
    return (await this.moa.query<{ result: ActionResult }>(operation, variables)).result;
  }
}

/** Which calls a fault strikes: those of a write. */
export const faultsAt = (call: WriteCall): { readonly method?: string; readonly path: string } =>
  typeof call === 'string' ? { path: call } : call;

export const lineOf = ({ method, path, query }: Call): string => `${method} ${path}${query === '' ? '' : `?${query}`}`;

export const isOf = (node: { orderNumber: string; lineNumber: string | null }, line: LineRef): boolean =>
  node.orderNumber === line.orderNumber && node.lineNumber === line.lineNumber;

/** Order numbers as listed. Rows of one and the same date have no order among themselves; they come by number. */
export function inOrder(nodes: readonly NumberedNode[]): string[] {
  const byDate = groupBy(nodes, ({ orderedDate }) => orderedDate ?? '');
  return [...byDate.values()].flatMap((rows) => rows.map(({ orderNumber }) => orderNumber).sort());
}

export const today: Days = { from: TODAY, to: TODAY + DAY };

export const spanOf = ({ from, to }: Days): { startDate: string; endDate: string } => ({
  startDate: toIsoKst(from),
  endDate: toIsoKst(to),
});

/** Long enough ago that lists show it and nothing is late any more. */
export const EARLIER = NOW - 3 * HOUR;
export const A_WHILE = 2 * MINUTE;

export function only<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1);
  return items[0]!;
}
