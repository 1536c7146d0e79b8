import { ArrayMaxSize, IsOptional, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { EndsAfter } from '../graphql/validation/span.rule.js';
import { AgeArgs, MAX_CHOICES, PageArgs } from '../graphql/page.args.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Marketplace } from '../model/marketplace.js';
import type { Marketplace as MarketplaceType } from '../model/marketplace.js';
import { ClaimStatus, OrderStatus } from '../model/order.js';
import type { ClaimStatus as ClaimStatusType, OrderStatus as OrderStatusType } from '../model/order.js';

export enum OrderDateType {
  ORDERED = 'ORDERED',
  PAID = 'PAID',
  CONFIRMED = 'CONFIRMED',
  DISPATCHED = 'DISPATCHED',
  CHANGED = 'CHANGED',
}

export enum OrderSort {
  ORDERED_DESC = 'ORDERED_DESC',
  ORDERED_ASC = 'ORDERED_ASC',
  PAID_DESC = 'PAID_DESC',
  PAID_ASC = 'PAID_ASC',
}

export enum OrderGrouping {
  CHANNEL = 'CHANNEL',
  STATUS = 'STATUS',
  CLAIM_STATUS = 'CLAIM_STATUS',
  DAY = 'DAY',
}

registerEnumType(OrderDateType, {
  name: 'OrderDateType',
  description: 'Which date of an order a span is about.',
  valuesConfig: {
    ORDERED: { description: '주문완료일' },
    PAID: { description: '결제완료일' },
    CHANGED: { description: 'The latest of its known dates.' },
  },
});
registerEnumType(OrderSort, {
  name: 'OrderSort',
  description: 'Orders without that date come last or first, as oldest.',
});
registerEnumType(OrderGrouping, { name: 'OrderGrouping', description: 'What orders are counted by.' });

/** Most numbers in one filter. */
export const MAX_NUMBERS = 500;

@InputType({ description: 'Which orders of one channel.' })
export class ChannelOrderFilter {
  @Field(() => DateTimeScalar, { description: 'Inclusive.' })
  startDate!: number;

  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { description: 'Exclusive; at most 366 days after startDate.' })
  endDate!: number;

  @Field(() => OrderDateType, { nullable: true, defaultValue: OrderDateType.ORDERED })
  dateType?: OrderDateType | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [OrderStatus], { nullable: true, description: 'All, unpaid ones too, when not given.' })
  statuses?: OrderStatusType[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ClaimStatus], { nullable: true })
  claimStatuses?: ClaimStatusType[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_NUMBERS)
  @Field(() => [String], { nullable: true })
  orderNumbers?: string[] | null;

  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  @Field(() => String, {
    nullable: true,
    description: 'Part of an order number, product name, receiver or sender name.',
  })
  search?: string | null;
}

@InputType({ description: 'Which orders.' })
export class OrderFilter extends ChannelOrderFilter {
  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ID], { nullable: true, description: 'All sales channels when not given.' })
  channelIds?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [Marketplace], { nullable: true })
  marketplaces?: MarketplaceType[] | null;
}

@ArgsType()
export class ChannelOrdersArgs extends PageArgs {
  @ValidateNested()
  @Field(() => ChannelOrderFilter)
  filter!: ChannelOrderFilter;
}

@ArgsType()
export class OrdersArgs extends PageArgs {
  @ValidateNested()
  @Field(() => OrderFilter)
  filter!: OrderFilter;

  @Field(() => OrderSort, { nullable: true, defaultValue: OrderSort.ORDERED_DESC })
  sort?: OrderSort | null;
}

@ArgsType()
export class OrderSummaryArgs extends AgeArgs {
  @ValidateNested()
  @Field(() => OrderFilter)
  filter!: OrderFilter;

  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [OrderGrouping])
  groupBy!: OrderGrouping[];
}
