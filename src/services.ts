import { Dispatcher } from './action/dispatcher.js';
import { ActionQuery } from './action/action.query.js';
import { ActionService } from './action/action.service.js';
import { ActionStore } from './action/action.store.js';
import { OrderLines } from './action/operations/order-lines.js';
import { WriteService } from './action/write.service.js';
import type { Clock } from './base/clock.js';
import { Stamps } from './base/stamp.js';
import { CancellationQuery } from './cancellation/cancellation.query.js';
import { CancellationService } from './cancellation/cancellation.service.js';
import { ChannelService } from './channel/channel.service.js';
import type { ChannelDirectory } from './channel/directory.js';
import type { ChannelKeeper } from './saved-channel/channel-keeper.js';
import type { FulfilmentQuery } from './fulfilment/fulfilment.query.js';
import type { FulfilmentService } from './fulfilment/fulfilment.service.js';
import type { SalesOrders } from './fulfilment/sales-orders.js';
import { HandOverService } from './fulfilment/hand-over/hand-over.service.js';
import { wireFulfilments } from './fulfilment/wiring.js';
import { InvoiceQuery } from './invoice/invoice.query.js';
import { InvoiceService } from './invoice/invoice.service.js';
import { OrderQuery } from './order/order.query.js';
import { OrderService } from './order/order.service.js';
import { ClaimReader } from './reader/claim-reader.js';
import { CoverageStore } from './reader/coverage.store.js';
import { Deadline } from './reader/deadline.js';
import { Flights } from './reader/flights.js';
import { KnownStore } from './reader/known.store.js';
import { Lookup } from './reader/lookup.js';
import { Reader } from './reader/reader.js';
import { Refresh } from './reader/refresh.js';
import { SnapshotStore } from './reader/snapshot.store.js';
import type { Database } from './store/database.js';
import { PlacementDesk } from './supply/placement.desk.js';
import { SupplierOrderService } from './supply/supplier-order.service.js';
import { SupplierOrderStore } from './supply/supplier-order.store.js';
import { SyncService } from './sync/sync.service.js';

/** Everything that resolvers call, wired once per process. */
export interface Services {
  readonly stamps: Stamps;
  readonly directory: ChannelDirectory;
  /** Its settled() waits for reads that outlived their query. */
  readonly deadline: Deadline;
  readonly queries: {
    readonly orders: OrderQuery;
    readonly cancellations: CancellationQuery;
    readonly invoices: InvoiceQuery;
    readonly actions: ActionQuery;
    readonly supplierOrders: SupplierOrderStore;
    readonly fulfilments: FulfilmentQuery;
  };
  readonly orders: OrderService;
  readonly cancellations: CancellationService;
  readonly invoices: InvoiceService;
  readonly fulfilments: FulfilmentService;
  /** What ledger rows of fulfilment services ship, among the stored orders. */
  readonly salesOrders: SalesOrders;
  readonly actions: ActionService;
  readonly handOver: HandOverService;
  readonly supplierOrders: SupplierOrderService;
  readonly channels: ChannelService;
  readonly sync: SyncService;
}

export interface ServiceSettings {
  readonly clock: Clock;
  readonly database: Database;
  readonly directory: ChannelDirectory;
  readonly keeper: ChannelKeeper;
  readonly queryDeadlineMs: number;
  /** Told of failures that are no channel's fault: bugs of ours. */
  readonly reportBug?: (error: unknown) => void;
}

export function createServices(settings: ServiceSettings): Services {
  const { clock, database, directory, keeper, queryDeadlineMs } = settings;
  const reportBug =
    settings.reportBug ?? ((error) => void process.emitWarning(error instanceof Error ? error : String(error)));
  const stamps = new Stamps(clock);
  const deadline = new Deadline(clock, queryDeadlineMs);
  const orders = new OrderQuery(database);
  const cancellations = new CancellationQuery(database);
  const flights = new Flights();
  const reading = { clock, stamps, flights, reportBug, deadline };
  const fulfilment = wireFulfilments({ ...reading, directory, database, orders });
  const queries = {
    orders,
    cancellations,
    invoices: new InvoiceQuery(database, orders),
    actions: new ActionQuery(database),
    supplierOrders: new SupplierOrderStore(database),
    fulfilments: fulfilment.query,
  };
  const { snapshots, coverage, lookup, claims, refresh, reader } = wireReader(reading, database, cancellations);
  const actions = new ActionStore(database, clock);
  const dispatcher = new Dispatcher({ clock, stamps, actions, flights, coverage, snapshots, reportBug });
  const actionService = new ActionService({
    clock,
    directory,
    writes: new WriteService({ directory, actions, dispatcher, reportBug }),
    query: queries.actions,
    orders,
    cancellations,
    refresh,
    lines: new OrderLines(database, orders, refresh),
  });
  return {
    stamps,
    directory,
    deadline,
    queries,
    orders: new OrderService({ directory, reader, lookup, query: orders, deadline }),
    cancellations: new CancellationService({ directory, reader, claims, query: cancellations, deadline }),
    invoices: new InvoiceService({ directory, reader, query: queries.invoices, ledger: fulfilment }),
    fulfilments: fulfilment.service,
    salesOrders: fulfilment.salesOrders,
    actions: actionService,
    handOver: new HandOverService({
      directory,
      fulfilments: fulfilment.service,
      salesOrders: fulfilment.salesOrders,
      reader,
      actions: actionService,
    }),
    channels: new ChannelService(directory, keeper),
    supplierOrders: new SupplierOrderService({
      directory,
      orders: queries.supplierOrders,
      desk: new PlacementDesk({ clock, directory, actions, orders: queries.supplierOrders, reportBug }),
    }),
    sync: new SyncService({ ...reading, directory, reader, ledgers: fulfilment.reader, snapshots, database }),
  };
}

/** What every reading of a channel needs. */
interface ReadingSettings {
  readonly clock: Clock;
  readonly stamps: Stamps;
  readonly flights: Flights;
  readonly deadline: Deadline;
  readonly reportBug: (error: unknown) => void;
}

/** What brings the stored orders and their claims up to date. */
function wireReader(settings: ReadingSettings, database: Database, cancellations: CancellationQuery) {
  const { stamps } = settings;
  const snapshots = new SnapshotStore(database);
  const known = new KnownStore(database);
  const coverage = new CoverageStore(database);
  const lookup = new Lookup(snapshots, stamps);
  const claims = new ClaimReader(snapshots, known, lookup, stamps);
  const refresh = new Refresh(lookup, claims, cancellations, stamps);
  const reader = new Reader({ ...settings, coverage, snapshots, known, lookup, claims });
  return { snapshots, coverage, lookup, claims, refresh, reader };
}
