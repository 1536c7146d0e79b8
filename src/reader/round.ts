import type { Clock } from '../base/clock.js';
import { inPool } from '../base/pool.js';
import type { Span } from '../base/span.js';
import { splitSpan } from '../base/span.js';
import type { Stamp, Stamps } from '../base/stamp.js';
import { instantToStamp } from '../base/stamp.js';
import { MINUTE } from '../base/time.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import { ChannelFault } from '../channel/fault.js';
import type { CallContext } from '../channel/http.js';
import { ErrorCode } from '../model/error-code.js';
import type { OrderRecord } from '../model/order.js';
import type { ClaimReader } from './claim-reader.js';
import type { CoverageStore } from './coverage.store.js';
import type { Flights } from './flights.js';
import type { KnownStore } from './known.store.js';
import type { Lookup } from './lookup.js';
import type { Plan, Step } from './planner.js';
import type { Freshness } from './question.js';
import type { SnapshotStore } from './snapshot.store.js';

const DEFAULT_SETTLE_LAG = 5 * MINUTE;

/** After these the rest of the round would only be refused as well. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set([ErrorCode.CHANNEL_UNAUTHORIZED, ErrorCode.CHANNEL_RATE_LIMITED]);

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

/** One reading of one channel for one question: brings what is too old up to date. Its fields tell how it fared so far. */
export class ReadRound {
  /** Windows that were read completely by this round. */
  windowsRead = 0;
  /** The first fault, if any. */
  fault: unknown = null;
  readonly context: CallContext = { meter: { calls: 0 } };
  readonly #began: Stamp;
  readonly #sparse = new Map<string, OrderRecord>();
  readonly #touched = new Set<string>();
  readonly #readCells: { step: Step; span: Span; began: Stamp }[] = [];

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
    if (!this.isHopeless) await this.attempt(() => this.readUnseen());
    if (!this.isHopeless) await this.attempt(() => this.readMoved());
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
      const key = `${listing.id}|${span.start}|${span.end}`;
      const began = this.services.stamps.next();
      await this.services.flights.join(this.connected.id, key, this.freshness, began, () =>
        this.readWindow(step, span, began),
      );
      this.windowsRead += 1;
    });
  }

  /** Only a completely read window is marked; rows of a read that breaks off are kept, they are true. */
  private async readWindow(step: Step, span: Span, began: Stamp): Promise<void> {
    const pages = step.listing.read(span, this.context)[Symbol.asyncIterator]();
    for (;;) {
      const pageBegan = this.services.stamps.next();
      const page = await pages.next();
      if (page.done) break;
      const applied = await this.services.snapshots.apply(this.connected.id, page.value, pageBegan);
      for (const record of applied.sparse) this.#sparse.set(record.key, record);
      for (const key of applied.touched) this.#touched.add(key);
    }
    await this.services.coverage.mark(this.connected.id, step.listing.id, span, began);
    this.#readCells.push({ step, span, began });
  }

  /** Orders that a listing or a claim names and nobody has read whole yet. */
  private async readUnseen(): Promise<void> {
    const { known, lookup } = this.services;
    const sparse: OrderRecord[] = [];
    for (const record of this.#sparse.values()) {
      if (!(await known.hasOrder(this.connected.id, record.key))) sparse.push(record);
    }
    await lookup.keepSparse(this.connected, sparse);
    const ofClaims = (await known.unseenOrders(this.connected.id)).filter(({ key }) => !this.#sparse.has(key));
    await lookup.read(this.connected, [...sparse, ...ofClaims], 'DETAIL', this.context, (batch) =>
      known.markSought(
        this.connected.id,
        batch.map(({ key }) => key),
      ),
    );
  }

  /** Orders that the lists show no more where they stood, or whose claims changed: where are they now? */
  private async readMoved(): Promise<void> {
    const { known, lookup } = this.services;
    const moved = new Map<string, OrderRecord>();
    for (const { step, span, began } of this.#readCells) {
      if (!step.statuses) continue;
      const orders = await known.movedOn(this.connected.id, step.statuses, step.listing.nativeDate, span, began);
      for (const order of orders) moved.set(order.key, order);
    }
    const touched = await known.staleOrders(this.connected.id, [...this.#touched], this.#began);
    for (const order of touched) moved.set(order.key, order);
    await lookup.read(this.connected, [...moved.values()], 'STATE', this.context);
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
