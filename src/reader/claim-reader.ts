import type { Stamps } from '../base/stamp.js';
import { chunk } from '../base/collections.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { CallContext } from '../channel/http.js';
import type { KnownStore } from './known.store.js';
import type { Lookup } from './lookup.js';
import type { SnapshotStore } from './snapshot.store.js';

/** Reads known claims again, and the orders of those that changed. */
export class ClaimReader {
  constructor(
    private readonly snapshots: SnapshotStore,
    private readonly known: KnownStore,
    private readonly lookup: Lookup,
    private readonly stamps: Stamps,
  ) {}

  /** @throws ChannelFault of the first batch that failed; what was read before is stored. */
  async reread(connected: ConnectedChannel, claims: readonly Cancellation[], context: CallContext): Promise<void> {
    const { cancellations } = connected.channel;
    if (!cancellations) return;
    for (const batch of chunk(claims, cancellations.maxBatch)) {
      const began = this.stamps.next();
      const snapshot = await cancellations.reread(batch, context);
      const applied = await this.snapshots.apply(connected.id, snapshot, began);
      const touched = await this.known.staleOrders(connected.id, applied.touched, began);
      await this.lookup.read(connected, touched, 'STATE', context);
    }
  }
}
