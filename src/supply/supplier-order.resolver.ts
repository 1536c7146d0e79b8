import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Action } from '../action/action.entity.js';
import { requireRole } from '../auth/viewer.js';
import { ChannelNode } from '../channel/channel.types.js';
import { channelOf } from '../graphql/channel-of.js';
import type { RequestContext } from '../graphql/context.js';
import { JsonScalar } from '../graphql/scalars.js';
import { SupplierOrder } from './supplier-order.entity.js';
import { PlaceSupplierOrderInput, SupplierOrdersArgs } from './supplier-order.input.js';
import { PlaceSupplierOrderPayload, SupplierGoods, SupplierOrderConnection } from './supplier-order.types.js';

/** What is wrong with an order is told in its payload: the service checks it. */
const checkedByService = (): void => undefined;

@Resolver(() => SupplierOrder)
export class SupplierOrderResolver {
  @Query(() => SupplierOrderConnection, {
    description: 'Orders placed with suppliers, newest first. Test orders are none.',
  })
  async supplierOrders(
    @Args(() => SupplierOrdersArgs) args: SupplierOrdersArgs,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<SupplierOrderConnection> {
    return services.supplierOrders.list(args, viewer);
  }

  @Mutation(() => PlaceSupplierOrderPayload, {
    description:
      '발주. Sent once: a repeat with the same idempotencyKey gets the first answer, and after a lost answer the supplier is read back before anything is sent again.',
  })
  async placeSupplierOrder(
    @Arg('input', () => PlaceSupplierOrderInput, { validateFn: checkedByService }) input: PlaceSupplierOrderInput,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<PlaceSupplierOrderPayload> {
    requireRole(viewer, 'operator');
    return services.supplierOrders.place(input, viewer);
  }

  @FieldResolver(() => ChannelNode)
  channel(@Root() order: SupplierOrder, @Ctx() context: RequestContext): ChannelNode {
    return channelOf(order.channelId, context);
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: "The supplier's record as it was read. Needs the admin role.",
  })
  raw(@Root() { channelId, key }: SupplierOrder, @Ctx() { loaders, viewer }: RequestContext): Promise<unknown> {
    requireRole(viewer, 'admin');
    return loaders.rawOfSupplierOrder.load({ channelId, value: key });
  }
}

@Resolver(() => SupplierGoods)
export class SupplierGoodsResolver {
  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: "The supplier's record as it was read, HTML of its pages included. Needs the admin role.",
  })
  raw(@Root() { raw }: SupplierGoods, @Ctx() { viewer }: RequestContext): unknown {
    requireRole(viewer, 'admin');
    return raw;
  }
}

@Resolver(() => Action)
export class SupplierActionResolver {
  @FieldResolver(() => SupplierOrder, { nullable: true })
  async supplierOrder(
    @Root() { channelId, supplierOrderKey }: Action,
    @Ctx() { loaders }: RequestContext,
  ): Promise<SupplierOrder | null> {
    return supplierOrderKey === null ? null : loaders.supplierOrderByKey.load({ channelId, value: supplierOrderKey });
  }
}
