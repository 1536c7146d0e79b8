import { ArrayMaxSize, IsOptional, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { MAX_CHOICES, PageArgs } from '../graphql/page.args.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { EndsAfter, GivenWith } from '../graphql/validation/span.rule.js';
import { FulfilmentDateType } from '../model/fulfilment.js';
import type { FulfilmentDateType as FulfilmentDateTypeType } from '../model/fulfilment.js';

registerEnumType(FulfilmentDateType, {
  name: 'FulfilmentDateType',
  description: 'Which date of a fulfilment a span is about.',
  valuesConfig: {
    CREATED: { description: '원장 주문 생성' },
    CONFIRMED: { description: '송장 할당; searched by whole Korean days' },
    CLOSED: { description: '송장 마감; searched by whole Korean days' },
  },
});

@InputType({ description: 'A half-open span.' })
export class DateRange {
  @Field(() => DateTimeScalar, { description: 'Inclusive.' })
  startDate!: number;

  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { description: 'Exclusive; at most 366 days after startDate.' })
  endDate!: number;
}

@InputType({ description: 'Which fulfilments; all of them when nothing is given.' })
export class FulfilmentFilter {
  @GivenWith('endDate')
  @Field(() => DateTimeScalar, { nullable: true, description: 'Inclusive.' })
  startDate?: number | null;

  @GivenWith('startDate')
  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { nullable: true, description: 'Exclusive; at most 366 days after startDate.' })
  endDate?: number | null;

  @Field(() => FulfilmentDateType, {
    nullable: true,
    defaultValue: FulfilmentDateType.CREATED,
    description: 'Of startDate and endDate.',
  })
  dateType?: FulfilmentDateTypeType | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => DateRange, { nullable: true, description: 'Further ranges, all of which must hold.' })
  created?: DateRange | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => DateRange, { nullable: true })
  confirmed?: DateRange | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => DateRange, { nullable: true })
  closed?: DateRange | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ID], { nullable: true, description: 'All fulfilment channels when not given.' })
  channelIds?: string[] | null;

  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'Order number at the sales channel, exactly.' })
  orderCode?: string | null;
}

@ArgsType()
export class FulfilmentsArgs extends PageArgs {
  @ValidateNested()
  @Field(() => FulfilmentFilter)
  filter!: FulfilmentFilter;
}
