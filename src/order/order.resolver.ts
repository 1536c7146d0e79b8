import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Action } from '../action/action.entity.js';
import { present } from '../auth/masking.js';
import { requireRole } from '../auth/viewer.js';
import { Cancellation } from '../cancellation/cancellation.entity.js';
import { ChannelNode } from '../channel/channel.types.js';
import type { RequestContext } from '../graphql/context.js';
import { channelOf } from '../graphql/channel-of.js';
import { NodeArgs } from '../graphql/page.args.js';
import { JsonScalar } from '../graphql/scalars.js';
import { Fulfilment } from '../fulfilment/fulfilment.entity.js';
import { fulfilmentsOf, livingInvoicesOf } from '../fulfilment/fulfilment.links.js';
import { Invoice, invoiceOf } from '../invoice/invoice.types.js';
import { OrderAction } from '../model/order-action.js';
import { Order } from './order.entity.js';
import { orderObstacles } from './order.actions.js';
import { OrdersArgs, OrderSummaryArgs } from './order.input.js';
import { OrderConnection, OrderSummary, UnavailableAction } from './order.types.js';

@Resolver(() => Order)
export class OrderResolver {
  @Query(() => OrderConnection, {
    description:
      'Orders of all chosen channels, merged and sorted. maxAge is how old, in seconds, the stored copy may be before the marketplace is asked again: 0 always asks, and may share only a call that began after this query arrived.',
  })
  async orders(@Args(() => OrdersArgs) args: OrdersArgs, @Ctx() context: RequestContext): Promise<OrderConnection> {
    return context.services.orders.list(args, context.viewer, context.arrived);
  }

  @Query(() => Order, { nullable: true, description: 'One order by its id.' })
  async order(
    @Args(() => NodeArgs) { id, maxAge }: NodeArgs,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<Order | null> {
    const order = await services.orders.get(id, maxAge, viewer, arrived);
    return order && present(order, viewer);
  }

  @Query(() => OrderSummary, { description: 'Orders counted by channel, status, claim status or day.' })
  async orderSummary(
    @Args(() => OrderSummaryArgs) args: OrderSummaryArgs,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<OrderSummary> {
    return services.orders.summary(args, viewer, arrived);
  }

  @FieldResolver(() => ChannelNode)
  channel(@Root() order: Order, @Ctx() context: RequestContext): ChannelNode {
    return channelOf(order.channelId, context);
  }

  @FieldResolver(() => [Order], {
    description: 'Other lines of the same order, and of the same checkout where the marketplace has one.',
  })
  async siblings(@Root() order: Order, @Ctx() { loaders }: RequestContext): Promise<Order[]> {
    const { channelId, orderNumber, checkoutNumber } = order;
    const lines = await Promise.all([
      loaders.ordersByOrderNumber.load({ channelId, value: orderNumber }),
      checkoutNumber === null ? [] : loaders.ordersByCheckoutNumber.load({ channelId, value: checkoutNumber }),
    ]);
    const others = lines.flat().filter(({ key }) => key !== order.key);
    return [...new Map(others.map((line) => [line.key, line])).values()];
  }

  @FieldResolver(() => Cancellation, { nullable: true, description: 'The latest cancellation of this line.' })
  async canceled(@Root() order: Order, @Ctx() context: RequestContext): Promise<Cancellation | null> {
    return (await this.cancellations(order, context))[0] ?? null;
  }

  @FieldResolver(() => [Cancellation], { description: 'Newest first.' })
  cancellations(@Root() { channelId, key }: Order, @Ctx() { loaders }: RequestContext): Promise<Cancellation[]> {
    return loaders.cancellationsByOrderKey.load({ channelId, value: key });
  }

  @FieldResolver(() => [Invoice], {
    description:
      'What it travels under, as the sales channel tells it, then as fulfilment services do that were read; empty before.',
  })
  async invoices(@Root() order: Order, @Ctx() context: RequestContext): Promise<Invoice[]> {
    const invoice = invoiceOf(order);
    return [...(invoice ? [invoice] : []), ...livingInvoicesOf(await fulfilmentsOf(order, context))];
  }

  @FieldResolver(() => [Fulfilment], {
    description: 'What fulfilment services hold of it, as far as they were read: no call is made for it.',
  })
  fulfilments(@Root() order: Order, @Ctx() context: RequestContext): Promise<Fulfilment[]> {
    return fulfilmentsOf(order, context);
  }

  @FieldResolver(() => [Action], { description: 'What was asked of the marketplace for this line, newest first.' })
  async actions(@Root() { channelId, key }: Order, @Ctx() { loaders, viewer }: RequestContext): Promise<Action[]> {
    const actions = await loaders.actionsByOrderKey.load({ channelId, value: key });
    return viewer.role === 'admin' ? actions : actions.filter(({ requestedBy }) => requestedBy === viewer.name);
  }

  @FieldResolver(() => [OrderAction], { description: 'What can be done now, given its state and its channel.' })
  availableActions(@Root() order: Order, @Ctx() { services }: RequestContext): OrderAction[] {
    const connected = services.directory.get(order.channelId);
    if (!connected) return [];
    return [...orderObstacles(order, connected.channel)].flatMap(([action, obstacle]) => (obstacle ? [] : [action]));
  }

  @FieldResolver(() => [UnavailableAction], { description: 'What can not be done now, and why.' })
  unavailableActions(@Root() order: Order, @Ctx() { services }: RequestContext): UnavailableAction[] {
    const connected = services.directory.get(order.channelId);
    if (!connected) return [];
    return [...orderObstacles(order, connected.channel)].flatMap(([action, obstacle]) =>
      obstacle ? [{ action, ...obstacle }] : [],
    );
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: "The marketplace's record as it was read. Needs the admin role.",
  })
  raw(@Root() { channelId, key }: Order, @Ctx() { loaders, viewer }: RequestContext): Promise<unknown> {
    requireRole(viewer, 'admin');
    return loaders.rawOfOrder.load({ channelId, value: key });
  }
}
