import type { Stamps } from '../base/stamp.js';
import { chunk, groupBy } from '../base/collections.js';
import { inPool } from '../base/pool.js';
import type { LookupPurpose, OrderPointer, Snapshot } from '../channel/channel.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { CallContext } from '../channel/http.js';
import { OrderStatus } from '../model/order.js';
import type { SnapshotStore } from './snapshot.store.js';

/** Reads orders by their numbers and stores what comes back. */
export class Lookup {
  constructor(
    private readonly snapshots: SnapshotStore,
    private readonly stamps: Stamps,
  ) {}

  /**
   * Asks for all of them with the fewest calls.
   * @param afterEach told the orders of a batch once they are stored.
   * @throws ChannelFault of the first batch that failed; what was read before is stored.
   */
  async read(
    connected: ConnectedChannel,
    pointers: readonly OrderPointer[],
    purpose: LookupPurpose,
    context: CallContext,
    afterEach?: (batch: readonly OrderPointer[]) => Promise<void>,
  ): Promise<void> {
    const lookup = connected.channel.orders?.lookup;
    if (!lookup || pointers.length === 0) return;
    const units = groupBy(pointers, (pointer) => lookup.unitOf(pointer));
    const batches = chunk([...units.values()], lookup.maxBatch).map((batch) => batch.flat());
    await inPool(batches, connected.definition.concurrency, async (batch) => {
      const began = this.stamps.next();
      const answer = await lookup.read(batch, purpose, context);
      await this.snapshots.apply(
        connected.id,
        { ...answer, orders: [...answer.orders, ...goneOf(batch, answer.gone)] },
        began,
      );
      await afterEach?.(batch);
    });
  }

  /** Stores sparse records as they are, so that nothing is lost while the look-up fails or finds no more. */
  async keepSparse(connected: ConnectedChannel, records: Snapshot['orders']): Promise<void> {
    if (records.length === 0) return;
    await this.snapshots.keep(connected.id, { orders: records, cancellations: [] }, this.stamps.next());
  }
}

/** "Gone" is an answer: the line stays, and its old status is not shown any more. */
const goneOf = (batch: readonly OrderPointer[], gone: readonly string[]): Snapshot['orders'] =>
  batch
    .filter((pointer) => gone.includes(pointer.key) && pointer.channelStatus !== undefined)
    .map(({ key, orderNumber, channelStatus }) => ({
      key,
      orderNumber,
      status: OrderStatus.UNKNOWN,
      channelStatus: channelStatus ?? '',
    }));
