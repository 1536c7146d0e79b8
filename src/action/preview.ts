import { groupBy } from '../base/collections.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { ChannelError } from '../channel/channel-error.js';
import { errorOfFault } from '../channel/channel-error.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { Order } from '../order/order.entity.js';
import type { Target, WriteOperation, WriteRequest } from './write.operation.js';

/** What would come of one request. */
export interface Preview {
  /** Why it would not be sent; null: it would. */
  readonly error: ChannelError | null;
  /** Keys of the order lines that it would touch. */
  readonly orderKeys: readonly string[];
}

/**
 * What writes would come to, without sending or writing down anything. The marketplace is read as it is before a real write.
 * @param targets all of one channel.
 * @returns one preview for each, in the order given.
 */
export async function previewWrites<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
  operation: WriteOperation<Subject, Item, Request>,
  connected: ConnectedChannel,
  targets: readonly Target<Subject, Request>[],
): Promise<Preview[]> {
  const subjects = targets.map(({ subject }) => subject);
  try {
    await operation.refresh(connected, await operation.linesOf(connected, subjects));
  } catch (fault) {
    return targets.map(() => ({ error: errorOfFault(fault), orderKeys: [] }));
  }
  const write = operation.writeOf(connected.channel)!;
  const lines = groupBy(await operation.linesOf(connected, subjects), (line) => write.unitOf(line));
  return Promise.all(
    targets.map(async ({ subject, request }) => {
      const together = lines.get(write.unitOf(subject)) ?? [subject];
      const isPart = operation.isPart(request);
      const unit = {
        connected,
        key: operation.unitOf(connected, subject, request),
        subjects: together.filter(
          (line) => line.key === subject.key || (!isPart && operation.goesAlong(line, request)),
        ),
        isRemainder: false,
        request,
      };
      return { error: await operation.check(unit), orderKeys: operation.orderKeysOf(unit) };
    }),
  );
}
