import type { Stamps } from '../base/stamp.js';
import type { CancellationQuery } from '../cancellation/cancellation.query.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { CallContext } from '../channel/http.js';
import { CancellationStatus } from '../model/cancellation.js';
import type { Order } from '../order/order.entity.js';
import type { ClaimReader } from './claim-reader.js';
import type { Lookup } from './lookup.js';

/** Brings a few orders and their claims up to date by their numbers: before a dispatch, and after every write. */
export class Refresh {
  constructor(
    private readonly lookup: Lookup,
    private readonly claims: ClaimReader,
    private readonly query: CancellationQuery,
    private readonly stamps: Stamps,
  ) {}

  /**
   * @param orderKeys of stored orders, or of claims whose order was never seen.
   * @throws ChannelFault when the marketplace can't be read.
   */
  async read(connected: ConnectedChannel, orders: readonly Order[], orderKeys: readonly string[]): Promise<void> {
    const began = this.stamps.next();
    const context: CallContext = { meter: { calls: 0 } };
    await this.lookup.read(connected, orders, 'STATE', context);
    const claims = await this.query.byOrderKeys(connected.id, orderKeys);
    const open = claims.filter(({ status, freshness }) => status === CancellationStatus.REQUESTED && freshness < began);
    await this.claims.reread(connected, open, context);
  }
}
