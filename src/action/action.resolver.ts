import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireRole } from '../auth/viewer.js';
import { Cancellation } from '../cancellation/cancellation.entity.js';
import { ChannelNode } from '../channel/channel.types.js';
import { channelOf } from '../graphql/channel-of.js';
import type { RequestContext } from '../graphql/context.js';
import { Order } from '../order/order.entity.js';
import { Action } from './action.entity.js';
import { ActionsArgs, RegisterInvoiceInput } from './action.input.js';
import { ActionConnection, ActionResult } from './action.types.js';
import { CancelOrderInput, DelayDispatchInput, RejectCancelInput, UpdateInvoiceInput } from './write.input.js';

const KEY = 'A repeat with the same key gets the first answer.';

/** A bad item is its own result and leaves the others alone: the service checks each. */
const checkedPerItem = (): void => undefined;

@Resolver(() => Action)
export class ActionResolver {
  @Query(() => ActionConnection, {
    description: 'The journal of writes, newest first; others than admins see their own.',
  })
  async actions(
    @Args(() => ActionsArgs) args: ActionsArgs,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionConnection> {
    return services.actions.list(args, viewer);
  }

  @Query(() => Action, { nullable: true, description: 'One action by its id.' })
  async action(@Arg('id', () => ID) id: string, @Ctx() { services, viewer }: RequestContext): Promise<Action | null> {
    return services.actions.get(id, viewer);
  }

  @Mutation(() => ActionResult, {
    description:
      '발주확인. The order is read again afterwards: addressChanged tells whether the buyer moved it meanwhile.',
  })
  async confirmOrder(
    @Arg('orderId', () => ID) orderId: string,
    @Arg('idempotencyKey', () => String, { nullable: true, description: KEY }) idempotencyKey: string | null,
    @Ctx() context: RequestContext,
  ): Promise<ActionResult> {
    return first(await this.confirmOrders([orderId], idempotencyKey, context));
  }

  @Mutation(() => [ActionResult], {
    description: 'As confirmOrder, up to 1,000 at once; one result per id, in that order.',
  })
  async confirmOrders(
    @Arg('orderIds', () => [ID]) orderIds: string[],
    @Arg('idempotencyKey', () => String, { nullable: true, description: KEY }) idempotencyKey: string | null,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionResult[]> {
    requireRole(viewer, 'operator');
    return services.actions.confirmOrders(orderIds, idempotencyKey ?? null, viewer);
  }

  @Mutation(() => ActionResult, {
    description:
      '송장등록. Reads the marketplace first, and refuses with CANCEL_PENDING or ADDRESS_CHANGED rather than send a parcel astray.',
  })
  async registerInvoice(
    @Arg('input', () => RegisterInvoiceInput, { validateFn: checkedPerItem }) input: RegisterInvoiceInput,
    @Ctx() context: RequestContext,
  ): Promise<ActionResult> {
    return first(await this.registerInvoices([input], context));
  }

  @Mutation(() => [ActionResult], {
    description: 'As registerInvoice, up to 1,000 at once; one result per input, in that order.',
  })
  async registerInvoices(
    @Arg('inputs', () => [RegisterInvoiceInput], { validateFn: checkedPerItem }) inputs: RegisterInvoiceInput[],
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionResult[]> {
    requireRole(viewer, 'operator');
    return services.actions.registerInvoices(inputs, viewer);
  }

  @Mutation(() => ActionResult, { description: '취소승인: grants the buyer their cancel request.' })
  async approveCancel(
    @Arg('cancellationId', () => ID) cancellationId: string,
    @Arg('idempotencyKey', () => String, { nullable: true, description: KEY }) idempotencyKey: string | null,
    @Ctx() context: RequestContext,
  ): Promise<ActionResult> {
    return first(await this.approveCancels([cancellationId], idempotencyKey, context));
  }

  @Mutation(() => [ActionResult], {
    description: 'As approveCancel, up to 1,000 at once; one result per id, in that order.',
  })
  async approveCancels(
    @Arg('cancellationIds', () => [ID]) cancellationIds: string[],
    @Arg('idempotencyKey', () => String, { nullable: true, description: KEY }) idempotencyKey: string | null,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionResult[]> {
    requireRole(viewer, 'operator');
    return services.actions.approveCancels(cancellationIds, idempotencyKey ?? null, viewer);
  }

  @Mutation(() => ActionResult, { description: '송장수정: another courier or number for a dispatched order.' })
  async updateInvoice(
    @Arg('input', () => UpdateInvoiceInput, { validateFn: checkedPerItem }) input: UpdateInvoiceInput,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionResult> {
    requireRole(viewer, 'operator');
    return services.actions.updateInvoice(input, viewer);
  }

  @Mutation(() => ActionResult, {
    description: '취소거부: the goods left already, under this invoice.',
  })
  async rejectCancel(
    @Arg('input', () => RejectCancelInput, { validateFn: checkedPerItem }) input: RejectCancelInput,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionResult> {
    requireRole(viewer, 'operator');
    return services.actions.rejectCancel(input, viewer);
  }

  @Mutation(() => ActionResult, { description: '판매취소: the seller cannot deliver; the buyer is refunded.' })
  async cancelOrder(
    @Arg('input', () => CancelOrderInput, { validateFn: checkedPerItem }) input: CancelOrderInput,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionResult> {
    requireRole(viewer, 'operator');
    return services.actions.cancelOrder(input, viewer);
  }

  @Mutation(() => ActionResult, { description: '발송지연, 발송예정일: tells the buyer by when the goods leave.' })
  async delayDispatch(
    @Arg('input', () => DelayDispatchInput, { validateFn: checkedPerItem }) input: DelayDispatchInput,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionResult> {
    requireRole(viewer, 'operator');
    return services.actions.delayDispatch(input, viewer);
  }

  @Mutation(() => ActionResult, { description: '배송완료: for parcels that the marketplace cannot follow.' })
  async markDelivered(
    @Arg('orderId', () => ID) orderId: string,
    @Arg('idempotencyKey', () => String, { nullable: true, description: KEY }) idempotencyKey: string | null,
    @Ctx() { services, viewer }: RequestContext,
  ): Promise<ActionResult> {
    requireRole(viewer, 'operator');
    return services.actions.markDelivered(orderId, idempotencyKey ?? null, viewer);
  }

  @FieldResolver(() => ChannelNode)
  channel(@Root() action: Action, @Ctx() context: RequestContext): ChannelNode {
    return channelOf(action.channelId, context);
  }

  @FieldResolver(() => Order, { nullable: true })
  async order(@Root() { channelId, orderKey }: Action, @Ctx() { loaders }: RequestContext): Promise<Order | null> {
    return orderKey === null ? null : loaders.orderByKey.load({ channelId, value: orderKey });
  }

  @FieldResolver(() => Cancellation, { nullable: true })
  async cancellation(
    @Root() { channelId, cancellationKey }: Action,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Cancellation | null> {
    return cancellationKey === null ? null : loaders.cancellationByKey.load({ channelId, value: cancellationKey });
  }
}

const first = (results: readonly ActionResult[]): ActionResult => results[0]!;
