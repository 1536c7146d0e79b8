import type { ChannelDirectory } from '../channel/directory.js';
import type { OrderQuery } from '../order/order.query.js';
import type { Database } from '../store/database.js';
import { FulfilmentInvoiceQuery } from './fulfilment-invoice.query.js';
import { FulfilmentQuery } from './fulfilment.query.js';
import type { FulfilmentReaderSettings } from './fulfilment.reader.js';
import { FulfilmentReader } from './fulfilment.reader.js';
import { FulfilmentService } from './fulfilment.service.js';
import { FulfilmentStore } from './fulfilment.store.js';
import { SalesOrders } from './sales-orders.js';

export interface FulfilmentWiring extends Omit<FulfilmentReaderSettings, 'store'> {
  readonly directory: ChannelDirectory;
  readonly database: Database;
  readonly orders: OrderQuery;
}

/** Everything about fulfilment services, wired once per process. */
export function wireFulfilments({ directory, database, orders, ...settings }: FulfilmentWiring) {
  const query = new FulfilmentQuery(database);
  const reader = new FulfilmentReader({ ...settings, store: new FulfilmentStore(database) });
  return {
    query,
    reader,
    /** Invoices that the services issued. */
    issued: new FulfilmentInvoiceQuery(database, query),
    service: new FulfilmentService({ directory, reader, query }),
    salesOrders: new SalesOrders(directory, orders),
  };
}
