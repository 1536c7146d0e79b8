import type { Clock } from '../base/clock.js';
import type { Stamps } from '../base/stamp.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { Order } from '../order/order.entity.js';
import type { CoverageStore } from '../reader/coverage.store.js';
import type { Flights } from '../reader/flights.js';
import type { SnapshotStore } from '../reader/snapshot.store.js';
import type { Action } from './action.entity.js';
import type { ActionStore } from './action.store.js';
import type { Target, WriteOperation, WriteRequest } from './write.operation.js';
import { WriteRun } from './write-run.js';

export interface DispatcherServices {
  readonly clock: Clock;
  readonly stamps: Stamps;
  readonly actions: ActionStore;
  readonly flights: Flights;
  readonly coverage: CoverageStore;
  readonly snapshots: SnapshotStore;
  /** Told of failures that are no channel's fault: bugs of ours. */
  readonly reportBug: (error: unknown) => void;
}

/** Sends writes of one channel: journal, guards, batches, reading back. */
export class Dispatcher {
  constructor(private readonly services: DispatcherServices) {}

  /** The action of each target, in the order given; all targets are of one channel. */
  run<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    targets: readonly Target<Subject, Request>[],
  ): Promise<Action[]> {
    const { connected } = targets[0]!;
    return new WriteRun(this.services, operation, operation.writeOf(connected.channel)!, connected).run(targets);
  }
}
