import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { MAX_CHOICES, PageArgs } from '../graphql/page.args.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { EndsAfter } from '../graphql/validation/span.rule.js';
import { CancellationStatus } from '../model/cancellation.js';
import type { CancellationStatus as CancellationStatusType } from '../model/cancellation.js';
import { Marketplace } from '../model/marketplace.js';
import type { Marketplace as MarketplaceType } from '../model/marketplace.js';
import { OrderStatus } from '../model/order.js';
import type { OrderStatus as OrderStatusType } from '../model/order.js';
import { MAX_NUMBERS } from '../order/order.input.js';

export enum CancellationDateType {
  ORDERED = 'ORDERED',
  PAID = 'PAID',
  REQUESTED = 'REQUESTED',
  COMPLETED = 'COMPLETED',
}

registerEnumType(CancellationDateType, {
  name: 'CancellationDateType',
  description: 'Which date a span of cancellations is about.',
  valuesConfig: {
    ORDERED: { description: '주문완료일' },
    PAID: { description: '결제완료일' },
    REQUESTED: { description: '취소요청일' },
    COMPLETED: { description: '취소완료일' },
  },
});

@InputType({ description: 'Which cancellations of one channel.' })
export class ChannelCancellationFilter {
  @Field(() => DateTimeScalar, { description: 'Inclusive.' })
  startDate!: number;

  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { description: 'Exclusive; at most 366 days after startDate.' })
  endDate!: number;

  @Field(() => CancellationDateType, { nullable: true, defaultValue: CancellationDateType.REQUESTED })
  dateType?: CancellationDateType | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [CancellationStatus], { nullable: true })
  statuses?: CancellationStatusType[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_NUMBERS)
  @Field(() => [String], { nullable: true })
  orderNumbers?: string[] | null;
}

@InputType({ description: 'Which cancellations.' })
export class CancellationFilter extends ChannelCancellationFilter {
  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [OrderStatus], {
    nullable: true,
    description: 'State of the order itself (seed 000: order_status of the cancel query).',
  })
  orderStatuses?: OrderStatusType[] | null;

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
export class ChannelCancellationsArgs extends PageArgs {
  @ValidateNested()
  @Field(() => ChannelCancellationFilter)
  filter!: ChannelCancellationFilter;
}

@ArgsType()
export class CancellationsArgs extends PageArgs {
  @ValidateNested()
  @Field(() => CancellationFilter)
  filter!: CancellationFilter;
}
