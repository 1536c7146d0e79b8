import type { Clock } from '../base/clock.js';
import { groupBy } from '../base/collections.js';
import { inPool } from '../base/pool.js';
import type { Span } from '../base/span.js';
import { splitSpan } from '../base/span.js';
import type { Stamp, Stamps } from '../base/stamp.js';
import { instantToStamp } from '../base/stamp.js';
import { MINUTE } from '../base/time.js';
import type { LookupPurpose, OrderPointer } from '../channel/channel.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import { ChannelFault } from '../channel/fault.js';
import type { CallContext } from '../channel/http.js';
import { ErrorCode } from '../model/error-code.js';
import type { OrderRecord, OrderStatus } from '../model/order.js';
import type { ClaimReader } from './claim-reader.js';
import type { CoverageStore } from './coverage.store.js';
import type { Flights } from './flights.js';
import type { KnownStore } from './known.store.js';
import type { Lookup } from './lookup.js';
import type { Plan, Step } from './planner.js';
import type { Freshness } from './question.js';
import type { SnapshotStore } from './snapshot.store.js';

export const DEFAULT_SETTLE_LAG = 5 * MINUTE;

/** After these the rest of the round would only be refused as well. */
export const HOPELESS: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.CHANNEL_UNAUTHORIZED,
  ErrorCode.CHANNEL_RATE_LIMITED,
]);

export interface RoundServices {
  readonly clock: Clock;
  readonly stamps: Stamps;
  readonly coverage: CoverageStore;
  readonly snapshots: SnapshotStore;
  readonly known: KnownStore;
  readonly lookup: Lookup;
  readonly claims: ClaimReader;
  readonly flights: Flights;
  /** Told of failures that are no channel's fault: bugs of ours. */
  readonly reportBug: (error: unknown) => void;
}

/** One window of one listing that was read to its end, and what it leaves to be looked up. */
interface Cell {
  readonly step: Step;
  readonly span: Span;
  readonly began: Stamp;
  readonly sparse: OrderRecord[];
  readonly touched: string[];
  readonly moved: string[];
}

/** One reading of one channel for one question: brings what is too old up to date. Its fields tell how it fared so far. */
export class ReadRound {
  /** Windows that were read completely by this round. */
  windowsRead = 0;
  /** The first fault, if any. */
  fault: unknown = null;
  readonly context: CallContext = { meter: { calls: 0 } };
  readonly #began: Stamp;
  /** What was read completely, by this round or by another that it joined. */
  readonly #cells: Cell[] = [];
  #tellNoted = (): void => undefined;
  /** When the cells are marked, or never will be. */
  readonly #isNoted = new Promise<void>((resolve) => (this.#tellNoted = resolve));

  constructor(
    private readonly services: RoundServices,
    private readonly connected: ConnectedChannel,
    private readonly plan: Plan,
    private readonly freshness: Freshness,
  ) {
    this.#began = services.stamps.next();
  }

  /** Never rejects: what failed is in `fault`. */
  async run(): Promise<void> {
    for (const step of this.plan.steps) {
      if (this.isHopeless) break;
      await this.attempt(() => this.readStep(step));
    }
    await this.attempt(() => this.finishCells());
    this.#tellNoted();
    if (!this.isHopeless) await this.attempt(() => this.rereadClaims());
  }

  private get isHopeless(): boolean {
    return (
      this.fault !== null &&
      (!(this.fault instanceof ChannelFault) || HOPELESS.has(this.fault.code) || this.connected.health.circuitOpen())
    );
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ChannelFault)) this.services.reportBug(error);
      this.fault ??= error;
    }
  }

  private async readStep(step: Step): Promise<void> {
    const { listing } = step;
    const missing = await this.services.coverage.missing(this.connected.id, listing.id, step.needed, {
      ...this.freshness,
      now: this.services.clock.now(),
      settleLag: this.connected.definition.settleLag ?? DEFAULT_SETTLE_LAG,
    });
    const windows = missing
      .map((span) => toBeRead(span, step))
      .flatMap((span) => splitSpan(span, listing.window.longest));
    await inPool(windows, this.connected.definition.concurrency, async (span) => {
      const began = this.services.stamps.next();
      const cell = await this.services.flights.join({
        channelId: this.connected.id,
        key: listing.id,
        freshness: this.freshness,
        began,
        span,
        needed: { start: span.start, end: Math.min(span.end, step.needed.end) },
        read: () => this.readCell(step, span, began),
        isNoted: this.#isNoted,
      });
      this.#cells.push(cell);
      this.windowsRead += 1;
    });
  }

  /** Reads a window to its end. Rows of a read that breaks off are kept, they are true. */
  private async readCell(step: Step, span: Span, began: Stamp): Promise<Cell> {
    const cell: Cell = { step, span, began, sparse: [], touched: [], moved: [] };
    const pages = step.listing.read(span, this.context)[Symbol.asyncIterator]();
    for (;;) {
      const pageBegan = this.services.stamps.next();
      const page = await pages.next();
      if (page.done) return cell;
      const applied = await this.services.snapshots.apply(this.connected.id, page.value, pageBegan);
      cell.sparse.push(...applied.sparse);
      cell.touched.push(...applied.touched);
      cell.moved.push(...applied.moved);
    }
  }

  /**
   * A cell is marked as read only when its rows are whole and those that it no longer shows were found, so that nobody takes
   * an old status for a fresh one.
   */
  private async finishCells(): Promise<void> {
    if (this.isHopeless) return;
    await this.readUnseen();
    await this.readMoved();
    for (const { step, span, began } of this.#cells) {
      await this.services.coverage.mark(this.connected.id, step.listing.id, span, began);
    }
  }

  /** Orders that a listing or a claim names and nobody has read whole yet. */
  private async readUnseen(): Promise<void> {
    const { known } = this.services;
    const named = new Map(this.#cells.flatMap(({ sparse }) => sparse).map((record) => [record.key, record]));
    const whole = await known.wholeOrders(this.connected.id, [...named.keys()]);
    const sparse = [...named.values()].filter(({ key }) => !whole.has(key));
    await this.services.lookup.keepSparse(this.connected, sparse);
    const ofClaims = (await known.unseenOrders(this.connected.id)).filter(({ key }) => !named.has(key));
    await this.lookUp([...sparse, ...ofClaims], 'DETAIL', (batch) =>
      known.markSought(
        this.connected.id,
        batch.map(({ key }) => key),
      ),
    );
  }

  /** Orders that the lists show no more where they stood, or not whole where they stand, or whose claims changed. */
  private async readMoved(): Promise<void> {
    const { known, stamps } = this.services;
    const moved = new Map<string, OrderPointer>();
    for (const cell of this.#cells) {
      const { step, span } = cell;
      const byBegin = groupBy(step.statuses ?? [], (status) => this.listedSince(status, cell));
      for (const [began, statuses] of byBegin) {
        const orders = await known.movedOn(this.connected.id, statuses, step.listing.nativeDate, span, began);
        for (const order of orders) moved.set(order.key, order);
      }
    }
    // A round whose cells it joined may have begun before this one; what that one read of an order serves here as well.
    const began = Math.min(this.#began, ...this.#cells.map((cell) => cell.began));
    for (const order of await known.staleOrders(this.connected.id, this.touched, began)) moved.set(order.key, order);
    const unseen = this.#cells.flatMap((cell) => cell.moved);
    for (const order of await known.staleOrders(this.connected.id, unseen, stamps.next())) moved.set(order.key, order);
    await this.lookUp([...moved.values()], 'STATE');
  }

  /**
   * Since when the lists of a status are read for a cell's span. Where several have it, an order stands in one of them (of
   * Coupang's DEPARTURE and NONE_TRACKING, say): the others lack it, and yet it has not moved on.
   */
  private listedSince(status: OrderStatus, { step, span }: Cell): Stamp {
    const sharing = this.#cells.filter(
      (other) =>
        other.step.statuses?.includes(status) &&
        other.step.listing.nativeDate === step.listing.nativeDate &&
        other.span.start < span.end &&
        span.start < other.span.end,
    );
    return Math.min(...sharing.map(({ began }) => began));
  }

  private get touched(): string[] {
    return [...new Set(this.#cells.flatMap(({ touched }) => touched))];
  }

  /** Looks orders up; rounds that want the same at the same time share the calls. */
  private lookUp(
    pointers: readonly OrderPointer[],
    purpose: LookupPurpose,
    afterEach?: (batch: readonly OrderPointer[]) => Promise<void>,
  ): Promise<void> {
    if (pointers.length === 0) return Promise.resolve();
    const { flights, lookup, stamps } = this.services;
    const keys = pointers.map(({ key }) => key).sort();
    return flights.join({
      channelId: this.connected.id,
      key: `${purpose}|${keys.join('|')}`,
      freshness: this.freshness,
      began: stamps.next(),
      read: () => lookup.read(this.connected, pointers, purpose, this.context, afterEach),
    });
  }

  /** Open claims are followed until they close, whatever span was asked. */
  private async rereadClaims(): Promise<void> {
    const { known, clock, claims } = this.services;
    const { maxAge, arrived } = this.freshness;
    const stale = maxAge > 0 ? Math.min(arrived, instantToStamp(clock.now() - maxAge)) : arrived;
    await claims.reread(this.connected, await known.openClaims(this.connected.id, stale), this.context);
  }
}

/** Widens a missing part to the listing's resolution; a part that ends now is read to the end of the step. */
function toBeRead(missing: Span, { span, needed, listing }: Step): Span {
  const { resolution } = listing.window;
  const start = span.start + Math.floor((missing.start - span.start) / resolution) * resolution;
  const end = span.start + Math.ceil((missing.end - span.start) / resolution) * resolution;
  return { start, end: missing.end === needed.end ? span.end : end };
}
