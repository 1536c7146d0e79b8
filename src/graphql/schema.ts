import 'reflect-metadata';
import './enums.js';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { Action } from '../action/action.entity.js';
import { ActionResolver } from '../action/action.resolver.js';
import { Cancellation } from '../cancellation/cancellation.entity.js';
import { CancellationResolver } from '../cancellation/cancellation.resolver.js';
import { ChannelResolver } from '../channel/channel.resolver.js';
import { ChannelNode } from '../channel/channel.types.js';
import { Fulfilment } from '../fulfilment/fulfilment.entity.js';
import { FulfilmentResolver } from '../fulfilment/fulfilment.resolver.js';
import { HandOverResolver } from '../fulfilment/hand-over/hand-over.resolver.js';
import { InvoiceResolver } from '../invoice/invoice.resolver.js';
import { Invoice } from '../invoice/invoice.types.js';
import { registerEnumType } from 'type-graphql';
import { OrderAction } from '../model/order-action.js';
import { Order } from '../order/order.entity.js';
import { OrderResolver } from '../order/order.resolver.js';
import { SupplierOrder } from '../supply/supplier-order.entity.js';
import {
  SupplierActionResolver,
  SupplierGoodsResolver,
  SupplierOrderResolver,
} from '../supply/supplier-order.resolver.js';
import { SyncResolver } from '../sync/sync.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { assertValid } from './validation/validate.js';

registerEnumType(OrderAction, {
  name: 'OrderAction',
  description: 'What a seller can do with an order or its cancellation.',
});

/** The schema that is served, and printed as schema.graphql. */
export const buildApiSchema = (): Promise<GraphQLSchema> =>
  buildSchema({
    resolvers: [
      NodeResolver,
      ChannelResolver,
      OrderResolver,
      CancellationResolver,
      InvoiceResolver,
      FulfilmentResolver,
      HandOverResolver,
      ActionResolver,
      SupplierOrderResolver,
      SupplierGoodsResolver,
      SupplierActionResolver,
      SyncResolver,
    ],
    orphanedTypes: [ChannelNode, Order, Cancellation, Invoice, SupplierOrder, Action, Fulfilment],
    validateFn: assertValid,
  });
