import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { requireRole } from '../auth/viewer.js';
import { ChannelNode } from '../channel/channel.types.js';
import { channelOf } from '../graphql/channel-of.js';
import type { RequestContext } from '../graphql/context.js';
import { NodeArgs } from '../graphql/page.args.js';
import { JsonScalar } from '../graphql/scalars.js';
import { OrderAction } from '../model/order-action.js';
import { cancellationActions } from '../order/order.actions.js';
import { Order } from '../order/order.entity.js';
import { Cancellation } from './cancellation.entity.js';
import { CancellationsArgs } from './cancellation.input.js';
import { CancellationConnection } from './cancellation.types.js';

@Resolver(() => Cancellation)
export class CancellationResolver {
  @Query(() => CancellationConnection, { description: 'Cancellations of all chosen channels, newest request first.' })
  async cancellations(
    @Args(() => CancellationsArgs) args: CancellationsArgs,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<CancellationConnection> {
    return services.cancellations.list(args, viewer, arrived);
  }

  @Query(() => Cancellation, { nullable: true, description: 'One cancellation by its id.' })
  async cancellation(
    @Args(() => NodeArgs) { id, maxAge }: NodeArgs,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<Cancellation | null> {
    return services.cancellations.get(id, maxAge, viewer, arrived);
  }

  @FieldResolver(() => ChannelNode)
  channel(@Root() claim: Cancellation, @Ctx() context: RequestContext): ChannelNode {
    return channelOf(claim.channelId, context);
  }

  @FieldResolver(() => Order, {
    nullable: true,
    description: 'Null where the order was never seen and the marketplace gives no more of it.',
  })
  order(@Root() { channelId, orderKey }: Cancellation, @Ctx() { loaders }: RequestContext): Promise<Order | null> {
    return loaders.orderByKey.load({ channelId, value: orderKey });
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many units were ordered.' })
  async orderQuantity(@Root() claim: Cancellation, @Ctx() { loaders }: RequestContext): Promise<number | null> {
    if (claim.orderQuantity !== null) return claim.orderQuantity;
    const order = await loaders.orderByKey.load({ channelId: claim.channelId, value: claim.orderKey });
    // Of an order that only its claim tells, it is not known.
    return order?.productQuantity || null;
  }

  @FieldResolver(() => [OrderAction], { description: 'What can be done with it now.' })
  availableActions(@Root() claim: Cancellation, @Ctx() { services }: RequestContext): OrderAction[] {
    const connected = services.directory.get(claim.channelId);
    return connected ? cancellationActions(claim, connected.channel) : [];
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: "The marketplace's record as it was read. Needs the admin role.",
  })
  raw(@Root() { channelId, key }: Cancellation, @Ctx() { loaders, viewer }: RequestContext): Promise<unknown> {
    requireRole(viewer, 'admin');
    return loaders.rawOfCancellation.load({ channelId, value: key });
  }
}
