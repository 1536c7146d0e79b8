import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireAllChannels, requireRole } from '../auth/viewer.js';
import { CancellationConnection } from '../cancellation/cancellation.types.js';
import { ChannelCancellationsArgs } from '../cancellation/cancellation.input.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { Capability, ChannelRole, Marketplace } from '../model/marketplace.js';
import { ChannelOrdersArgs } from '../order/order.input.js';
import { OrderConnection } from '../order/order.types.js';
import { validAs } from '../graphql/validation/validate.js';
import { SaveChannelInput } from '../saved-channel/saved-channel.input.js';
import { capabilitiesOf } from './capability.js';
import { ChannelCourier, ChannelHealth, ChannelLimit, ChannelNode } from './channel.types.js';

@Resolver(() => ChannelNode)
export class ChannelResolver {
  @Query(() => [ChannelNode], { description: 'All connected channels.' })
  channels(
    @Arg('marketplaces', () => [Marketplace], { nullable: true }) marketplaces: Marketplace[] | null,
    @Arg('roles', () => [ChannelRole], { nullable: true }) roles: ChannelRole[] | null,
    @Ctx() { services, viewer }: RequestContext,
  ): ChannelNode[] {
    return services.channels.list(viewer, marketplaces, roles);
  }

  @Query(() => ChannelNode, { nullable: true, description: 'One channel by its id in the channels file.' })
  channel(@Arg('id', () => ID) id: string, @Ctx() { services, viewer }: RequestContext): ChannelNode | null {
    return services.channels.get(id, viewer);
  }

  @Mutation(() => ChannelHealth, { description: "Tries the channel's credentials against the marketplace." })
  async checkChannel(
    @Arg('id', () => ID) id: string,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ChannelHealth> {
    requireRole(viewer, 'operator');
    const channel = services.channels.get(id, viewer);
    if (!channel || channel.removed) throw badInput('id', `no channel has the id ${JSON.stringify(id)}`);
    return services.channels.check(channel.connected);
  }

  @Mutation(() => ChannelNode, { description: 'Connects an account, or changes one that was connected here.' })
  async saveChannel(
    @Arg('input', () => SaveChannelInput, { validateFn: validAs('input') }) input: SaveChannelInput,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ChannelNode> {
    requireRole(viewer, 'admin');
    requireAllChannels(viewer);
    return services.channels.save(input);
  }

  @Mutation(() => Boolean, {
    description: 'Its orders stay, under a channel marked removed. False: it was removed before.',
  })
  async removeChannel(@Arg('id', () => ID) id: string, @Ctx() { services, viewer }: RequestContext): Promise<boolean> {
    requireRole(viewer, 'admin');
    if (!services.channels.get(id, viewer)) throw badInput('id', `no channel has the id ${JSON.stringify(id)}`);
    return services.channels.remove(id);
  }

  @FieldResolver(() => [Capability])
  capabilities(@Root() { connected }: ChannelNode): Capability[] {
    return capabilitiesOf(connected.channel);
  }

  @FieldResolver(() => [ChannelLimit])
  limits(@Root() { connected }: ChannelNode, @Ctx() { services }: RequestContext): ChannelLimit[] {
    return services.channels.limits(connected);
  }

  @FieldResolver(() => ChannelHealth)
  health(@Root() { connected }: ChannelNode, @Ctx() { services }: RequestContext): ChannelHealth {
    return services.channels.health(connected);
  }

  @FieldResolver(() => [ChannelCourier], {
    description: 'Courier codes that this marketplace takes, by the shared courier name.',
  })
  async couriers(
    @Root() { connected }: ChannelNode,
    @Ctx() { services }: RequestContext,
  ): Promise<readonly ChannelCourier[]> {
    return services.channels.couriers(connected);
  }

  @FieldResolver(() => OrderConnection)
  async orders(
    @Root() { connected }: ChannelNode,
    @Args(() => ChannelOrdersArgs) args: ChannelOrdersArgs,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<OrderConnection> {
    return services.orders.listOf([connected], args, viewer, arrived);
  }

  @FieldResolver(() => CancellationConnection)
  async cancellations(
    @Root() { connected }: ChannelNode,
    @Args(() => ChannelCancellationsArgs) args: ChannelCancellationsArgs,
    @Ctx() { services, arrived }: RequestContext,
  ): Promise<CancellationConnection> {
    return services.cancellations.listOf([connected], args, arrived);
  }
}
