import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { requireRole } from '../auth/viewer.js';
import { ChannelNode } from '../channel/channel.types.js';
import { channelOf } from '../graphql/channel-of.js';
import type { RequestContext } from '../graphql/context.js';
import { JsonScalar } from '../graphql/scalars.js';
import { Invoice } from '../invoice/invoice.types.js';
import { Order } from '../order/order.entity.js';
import { fulfilmentInvoiceOf } from './fulfilment-invoice.query.js';
import { Fulfilment } from './fulfilment.entity.js';
import { FulfilmentsArgs } from './fulfilment.input.js';
import { linesOf } from './fulfilment.links.js';
import { FulfilmentConnection } from './fulfilment.types.js';

@Resolver(() => Fulfilment)
export class FulfilmentResolver {
  @Query(() => FulfilmentConnection, {
    description:
      'What the fulfilment services (품고) hold, newest first. A span of a part of a day by CONFIRMED or CLOSED is widened to whole Korean days, and the ChannelResult says so.',
  })
  async fulfilments(
    @Args(() => FulfilmentsArgs) args: FulfilmentsArgs,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<FulfilmentConnection> {
    return services.fulfilments.list(args, viewer, arrived);
  }

  @FieldResolver(() => ChannelNode)
  channel(@Root() { channelId }: Fulfilment, @Ctx() context: RequestContext): ChannelNode {
    return channelOf(channelId, context);
  }

  @FieldResolver(() => Order, {
    nullable: true,
    description:
      'The sales order it ships, found by sales channel and order number. Null where it was never read, or where the name fits several sales channels.',
  })
  async order(@Root() row: Fulfilment, @Ctx() context: RequestContext): Promise<Order | null> {
    return (await linesOf(row, context))[0] ?? null;
  }

  @FieldResolver(() => [Invoice], { description: 'What it travels under.' })
  invoices(@Root() row: Fulfilment): Invoice[] {
    return row.invoices.map((parcel) => fulfilmentInvoiceOf(row, parcel));
  }

  @FieldResolver(() => [Invoice], { description: 'What it travels under no more (취소된 송장).' })
  canceledInvoices(@Root() row: Fulfilment): Invoice[] {
    return row.canceledInvoices.map((parcel) => fulfilmentInvoiceOf(row, parcel));
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: "The service's record as it was read. Needs the admin role.",
  })
  raw(@Root() { channelId, key }: Fulfilment, @Ctx() { loaders, viewer }: RequestContext): Promise<unknown> {
    requireRole(viewer, 'admin');
    return loaders.rawOfFulfilment.load({ channelId, value: key });
  }
}
