import type { EntityManager } from 'typeorm';
import { In, LessThan } from 'typeorm';
import { groupBy } from '../base/collections.js';
import type { Stamp } from '../base/stamp.js';
import { Cancellation } from '../cancellation/cancellation.entity.js';
import { claimStatusOf, mergeCancellation } from '../cancellation/cancellation.merge.js';
import type { Snapshot } from '../channel/channel.js';
import { CancellationStatus } from '../model/cancellation.js';
import type { OrderRecord } from '../model/order.js';
import { ClaimStatus, OrderStatus } from '../model/order.js';
import { Order } from '../order/order.entity.js';
import { mergeOrder } from '../order/order.merge.js';
import { upsertAll } from '../store/bulk.js';
import type { Database } from '../store/database.js';
import type { RawRow } from '../store/rows.js';
import { rowReader } from '../store/rows.js';

export interface Applied {
  /** Sparse records of orders that were never read whole: to be looked up. Of unknown orders nothing was stored. */
  readonly sparse: readonly OrderRecord[];
  /** Keys of stored orders whose claims changed while the snapshot told nothing of the order itself. */
  readonly touched: readonly string[];
  /** Keys of stored orders that moved on by a record that does not carry their address: it may have changed before. */
  readonly moved: readonly string[];
}

/** Writes what an answer tells into the store: one transaction and one statement per table, however many rows. */
export class SnapshotStore {
  constructor(private readonly database: Database) {}

  apply(channelId: string, snapshot: Snapshot, began: Stamp): Promise<Applied> {
    return this.database.write((manager) => new Application(manager, channelId, snapshot, began, false).run());
  }

  /** Answers of reads that began before a write tell nothing of its orders any more. */
  async noteWrite(channelId: string, orderKeys: readonly string[], stamp: Stamp): Promise<void> {
    await this.database.write((manager) =>
      manager.update(Order, { channelId, key: In([...orderKeys]), freshness: LessThan(stamp) }, { freshness: stamp }),
    );
  }

  /** As apply, but stores sparse records of unknown orders too. */
  keep(channelId: string, snapshot: Snapshot, began: Stamp): Promise<Applied> {
    return this.database.write((manager) => new Application(manager, channelId, snapshot, began, true).run());
  }
}

/** One snapshot on its way into the store. */
class Application {
  private orders = new Map<string, Order>();
  private readonly changedOrders = new Map<string, Order>();
  private readonly sparse: OrderRecord[] = [];
  private readonly touched = new Set<string>();
  private readonly moved = new Set<string>();
  /** Orders whose answer leaves their claim status to their claims, although it may differ from what was known. */
  private readonly untold = new Set<string>();
  /** Orders without any date of their own: their claims date them. */
  private readonly undated = new Set<string>();

  constructor(
    private readonly manager: EntityManager,
    private readonly channelId: string,
    private readonly snapshot: Snapshot,
    private readonly began: Stamp,
    private readonly keepsSparse: boolean,
  ) {}

  async run(): Promise<Applied> {
    const { orders, cancellations } = this.snapshot;
    const keys = new Set([...orders.map(({ key }) => key), ...cancellations.map(({ orderKey }) => orderKey)]);
    this.orders = await this.load(Order, 'key', [...keys]);
    this.mergeOrders();
    await this.mergeCancellations();
    await upsertAll(this.manager, Order, [...this.changedOrders.values()]);
    return { sparse: this.sparse, touched: [...this.touched], moved: [...this.moved] };
  }

  private mergeOrders(): void {
    for (const record of this.snapshot.orders) {
      const existing = this.orders.get(record.key) ?? null;
      if (record.isSparse && (!existing || existing.isSparse)) this.sparse.push(record);
      if (!existing && record.isSparse && !this.keepsSparse) continue;
      const merged = mergeOrder(this.channelId, existing, record, this.began);
      if (!merged) continue;
      this.keep(merged);
      if (existing && movesUnseen(existing, record)) this.moved.add(record.key);
      if (leavesClaimOpen(existing, record)) this.untold.add(record.key);
      if (isUndated(merged)) this.undated.add(record.key);
    }
  }

  /** Orders whose claims, all of them, tell something that their own answer does not. */
  private toldByClaims(): string[] {
    const addedUp = this.snapshot.orders.filter(({ addsUpClaims }) => addsUpClaims).map(({ key }) => key);
    return [
      ...this.untold,
      ...this.undated,
      ...addedUp,
      ...this.snapshot.cancellations.map(({ orderKey }) => orderKey),
    ];
  }

  private async mergeCancellations(): Promise<void> {
    const { cancellations } = this.snapshot;
    const orderKeys = [...new Set(this.toldByClaims())];
    if (orderKeys.length === 0) return;
    const claims = await this.load(Cancellation, 'orderKey', orderKeys);
    const changed = new Map<string, Cancellation>();
    for (const record of cancellations) {
      const existing = claims.get(record.key) ?? null;
      const merged = mergeCancellation(this.channelId, existing, record, this.began);
      if (!merged) continue;
      if (record.isOfWholeOrder) merged.cancelQuantity ??= this.orders.get(merged.orderKey)?.productQuantity || null;
      claims.set(merged.key, merged);
      changed.set(merged.key, merged);
      if (existing?.status !== merged.status) this.touched.add(merged.orderKey);
    }
    await upsertAll(this.manager, Cancellation, [...changed.values()]);
    this.deriveFromClaims(orderKeys, [...claims.values()]);
    this.dateByClaims(orderKeys, [...claims.values()]);
  }

  /** An order that a claim alone tells of is listed under the day of its first claim. */
  private dateByClaims(orderKeys: readonly string[], claims: readonly Cancellation[]): void {
    for (const key of orderKeys) {
      const order = this.orders.get(key);
      if (!order || !isUndated(order)) continue;
      const dates = claims.filter((claim) => claim.orderKey === key).flatMap((claim) => dateOf(claim) ?? []);
      const changedDate = dates.length > 0 ? Math.min(...dates) : null;
      if (order.changedDate !== changedDate) this.keep(Object.assign(order, { changedDate }));
    }
  }

  private deriveFromClaims(orderKeys: readonly string[], claims: readonly Cancellation[]): void {
    const records = new Map(this.snapshot.orders.map((record) => [record.key, record]));
    for (const key of records.keys()) this.touched.delete(key);
    const byOrder = groupBy(claims, ({ orderKey }) => orderKey);
    for (const key of orderKeys) {
      const order = this.orders.get(key);
      if (!order) continue;
      const own = byOrder.get(key) ?? [];
      const claimStatus = claimStatusAmong(own, records.get(key)?.claimStatus);
      const isAddedUp = records.get(key)?.addsUpClaims === true;
      const canceledQuantity = isAddedUp ? canceledQuantityOf(order, own) : order.canceledQuantity;
      if (order.claimStatus === claimStatus && order.canceledQuantity === canceledQuantity) continue;
      this.keep(Object.assign(order, { claimStatus, canceledQuantity }));
    }
    for (const key of this.touched) if (!this.orders.has(key)) this.touched.delete(key);
  }

  private keep(order: Order): void {
    this.orders.set(order.key, order);
    this.changedOrders.set(order.key, order);
  }

  /** Without the marketplace's own records: what an answer does not bring of them stays in the store. */
  private async load<T extends Order | Cancellation>(
    target: new () => T,
    column: 'key' | 'orderKey',
    values: readonly string[],
  ): Promise<Map<string, T>> {
    const reader = rowReader(this.manager.connection, target);
    const found = await reader
      .select(this.manager.createQueryBuilder(target, 'row'))
      .where({ channelId: this.channelId, [column]: In([...values]) })
      .getRawMany<RawRow>();
    return new Map(found.map((row) => reader.read(row)).map((row) => [row.key, row]));
  }
}

/** Where goods are shipped or about to be; a line that is over is not shipped, whatever its address. */
const OVER: ReadonlySet<OrderStatus> = new Set([OrderStatus.CANCELED, OrderStatus.RETURNED, OrderStatus.EXCHANGED]);

const movesUnseen = (existing: Order, record: OrderRecord): boolean =>
  record.status !== existing.status && record.receiverAddress === undefined && !OVER.has(record.status);

/**
 * An order whose own answer tells its claim status keeps it; for the others the claims tell. But a request that is known as
 * taken back stays so where the answer has one word for that and for rejected by shipping.
 */
function claimStatusAmong(claims: readonly Cancellation[], told: ClaimStatus | undefined): ClaimStatus {
  const derived = claimStatusOf(claims);
  if (told === undefined) return derived;
  const isTakenBack = told === ClaimStatus.CANCEL_REJECTED && derived === ClaimStatus.CANCEL_WITHDRAWN;
  return isTakenBack ? derived : told;
}

/** Claims that take goods out of an order, or ask to. */
const TAKING: ReadonlySet<CancellationStatus> = new Set([
  CancellationStatus.REQUESTED,
  CancellationStatus.APPROVED,
  CancellationStatus.COMPLETED,
]);

function canceledQuantityOf({ status, productQuantity }: Order, claims: readonly Cancellation[]): number {
  if (status === OrderStatus.CANCELED) return productQuantity;
  const taken = claims.filter((claim) => TAKING.has(claim.status));
  // A claim without a quantity means the whole line.
  const pieces = taken.reduce((sum, { cancelQuantity }) => sum + (cancelQuantity ?? productQuantity), 0);
  return Math.min(pieces, productQuantity);
}

/**
 * An order that says nothing of claims: a new one may have claims that were read before it, and one that moved on from a
 * status which itself meant an open request has that request no more.
 */
const leavesClaimOpen = (existing: Order | null, record: OrderRecord): boolean =>
  record.claimStatus === undefined &&
  (existing === null ||
    (existing.claimStatus === ClaimStatus.CANCEL_REQUESTED && existing.channelStatus !== record.channelStatus));

const isUndated = ({ orderedDate, paidDate }: Order): boolean => orderedDate === null && paidDate === null;

const dateOf = ({ cancellationRequestDate, cancelCompletedDate, cancelWithdrawnDate }: Cancellation): number | null =>
  cancellationRequestDate ?? cancelCompletedDate ?? cancelWithdrawnDate;
