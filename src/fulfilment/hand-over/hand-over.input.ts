import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MAX_CHOICES } from '../../graphql/page.args.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { EndsAfter } from '../../graphql/validation/span.rule.js';
import { FulfilmentDateType } from '../../model/fulfilment.js';
import type { FulfilmentDateType as FulfilmentDateTypeType } from '../../model/fulfilment.js';

@InputType({ description: "Which of the fulfilment services' invoices are registered on the marketplaces." })
export class RegisterFulfilmentInvoicesInput {
  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ID], { nullable: true, description: 'Fulfilment channels; all of them when not given.' })
  channelIds?: string[] | null;

  @Field(() => DateTimeScalar, { description: 'Inclusive.' })
  startDate!: number;

  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { description: 'Exclusive; at most 366 days after startDate.' })
  endDate!: number;

  @Field(() => FulfilmentDateType, {
    nullable: true,
    defaultValue: FulfilmentDateType.CLOSED,
    description: 'Of startDate and endDate.',
  })
  dateType?: FulfilmentDateTypeType | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Also invoices that are assigned but whose parcel is not closed (마감) yet.',
  })
  includeUnclosed?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Reads everything and tells what would happen; sends and writes down nothing.',
  })
  dryRun?: boolean | null;
}
