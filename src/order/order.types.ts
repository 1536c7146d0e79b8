import { Field, Int, ObjectType } from 'type-graphql';
import { ChannelNode, ChannelResult } from '../channel/channel.types.js';
import type { PageRows } from '../graphql/page.js';
import { connectionTypes } from '../graphql/page.js';
import { AmountScalar, DateTimeScalar } from '../graphql/scalars.js';
import { ErrorCode } from '../model/error-code.js';
import type { ErrorCode as ErrorCodeType } from '../model/error-code.js';
import { OrderAction } from '../model/order-action.js';
import type { OrderAction as OrderActionType } from '../model/order-action.js';
import { ClaimStatus, OrderStatus } from '../model/order.js';
import type { ClaimStatus as ClaimStatusType, OrderStatus as OrderStatusType } from '../model/order.js';
import { Order } from './order.entity.js';

const { Connection } = connectionTypes('Order', Order);

@ObjectType({ simpleResolvers: true, description: 'Orders of several channels in one list.' })
export class OrderConnection extends Connection {
  @Field(() => [ChannelResult], { description: 'How each chosen channel fared.' })
  channels!: ChannelResult[];

  static of(page: PageRows<Order>, channels: ChannelResult[]): OrderConnection {
    return Object.assign(new OrderConnection(page), { channels });
  }
}

@ObjectType({ simpleResolvers: true, description: 'Rows are always apart by currency.' })
export class OrderCount {
  @Field(() => ChannelNode, { nullable: true })
  channel!: ChannelNode | null;

  @Field(() => OrderStatus, { nullable: true })
  status!: OrderStatusType | null;

  @Field(() => ClaimStatus, { nullable: true })
  claimStatus!: ClaimStatusType | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First instant of the day, Korean time.' })
  day!: number | null;

  @Field(() => Int, { description: 'Distinct order numbers.' })
  orders!: number;

  @Field(() => Int)
  lines!: number;

  @Field(() => Int, { description: 'Units neither canceled nor asked to be.' })
  quantity!: number;

  @Field(() => String)
  currency!: string;

  @Field(() => AmountScalar, { description: 'Sum of productPriceAmount.' })
  amount!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Orders counted.' })
export class OrderSummary {
  @Field(() => [OrderCount])
  rows!: OrderCount[];

  @Field(() => [ChannelResult])
  channels!: ChannelResult[];
}

@ObjectType({ simpleResolvers: true, description: 'Something that can not be done with an order now, and why.' })
export class UnavailableAction {
  @Field(() => OrderAction)
  action!: OrderActionType;

  @Field(() => ErrorCode)
  code!: ErrorCodeType;

  @Field(() => String)
  reason!: string;
}
