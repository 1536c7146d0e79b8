import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { MAX_CHOICES, PageArgs } from '../graphql/page.args.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { EndsAfter } from '../graphql/validation/span.rule.js';
import { Marketplace } from '../model/marketplace.js';
import type { Marketplace as MarketplaceType } from '../model/marketplace.js';
import { MAX_NUMBERS } from '../order/order.input.js';

@InputType({
  description:
    "Which invoices: by registeredDate, else by the order's dispatchedDate. Of fulfilment services, which tell neither: those of the orders that they find by the date of assigning (송장 할당), by whole Korean days.",
})
export class InvoiceFilter {
  @Field(() => DateTimeScalar, { description: 'Inclusive.' })
  startDate!: number;

  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { description: 'Exclusive; at most 366 days after startDate.' })
  endDate!: number;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ID], { nullable: true, description: 'All sales and fulfilment channels when not given.' })
  channelIds?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [Marketplace], { nullable: true })
  marketplaces?: MarketplaceType[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_NUMBERS)
  @Field(() => [String], { nullable: true })
  orderNumbers?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_NUMBERS)
  @Field(() => [String], { nullable: true })
  trackingNumbers?: string[] | null;
}

@ArgsType()
export class InvoicesArgs extends PageArgs {
  @ValidateNested()
  @Field(() => InvoiceFilter)
  filter!: InvoiceFilter;
}
