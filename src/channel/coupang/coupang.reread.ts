import type { Clock } from '../../base/clock.js';
import { inPool } from '../../base/pool.js';
import { DAY } from '../../base/time.js';
import type { CancellationReads } from '../channel.js';
import { cancellationsOf, claimLinesOf, closedOrdersOf, isOpen, withdrawnOf } from './coupang.claims.js';
import type { CoupangClient } from './coupang.client.js';
import { idOf } from './coupang.fields.js';
import { readable } from './coupang.reply.js';
import { findByStatus, windowCount } from './coupang.sweeps.js';
import type { WireReceipt } from './coupang.wire.js';

const WIDTH = 4;
/** How long ago a request of unknown date may have been filed. Assumed. */
const UNKNOWN_AGE = 30 * DAY;

/**
 * Where open claims stand now. A withdrawn receipt is in no other list, and fifty ids cost one call, so withdrawals are asked
 * first. What is still open is read from the list of stop requests where that costs less than one question each; what was answered
 * is asked by number, since the list goes on showing it as it was on its answer.
 */
export const rereadClaims =
  (client: CoupangClient, clock: Clock): CancellationReads['reread'] =>
  async (claims, context) => {
    const numbers = [...new Set(claims.map(({ claimNumber }) => claimNumber).filter((number) => number !== null))];
    if (numbers.length === 0) return { orders: [], cancellations: [] };
    const withdrawals = await client.withdrawalsOf(numbers, context);
    const withdrawn = new Set(withdrawals.map(({ cancelId }) => idOf(cancelId)));
    const left = new Set(numbers.filter((number) => !withdrawn.has(number)));
    const receipts: WireReceipt[] = [];
    const now = clock.now();
    const since = Math.min(now, ...claims.map((claim) => claim.cancellationRequestDate ?? now - UNKNOWN_AGE));
    if (left.size > windowCount(since, now)) {
      const stops = await findByStatus(client, 'RU', since, now, context);
      receipts.push(...stops.filter((receipt) => isOpen(receipt) && left.delete(idOf(receipt.receiptId))));
    }
    await inPool([...left], WIDTH, async (number) => {
      const receipt = await client.receipt(number, context);
      if (receipt) receipts.push(receipt);
    });
    return readable(() => {
      const lines = receipts.flatMap(claimLinesOf);
      return {
        orders: closedOrdersOf(lines),
        cancellations: [...withdrawals.flatMap(withdrawnOf), ...cancellationsOf(lines)],
      };
    });
  };
