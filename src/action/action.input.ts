import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { ListArgs, MAX_CHOICES } from '../graphql/page.args.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { EndsAfter } from '../graphql/validation/span.rule.js';
import { ActionState, ActionType } from '../model/action.js';
import type { ActionState as ActionStateType, ActionType as ActionTypeType } from '../model/action.js';
import { Courier } from '../model/courier.js';
import type { Courier as CourierType } from '../model/courier.js';
import { KeyedInput } from './keyed.input.js';
import { IsTrackingNumber } from './tracking-number.rule.js';

/** Most items of one batch mutation. */
export const MAX_BATCH = 1_000;

@InputType({ description: 'An invoice for one order.' })
export class RegisterInvoiceInput extends KeyedInput {
  @Field(() => ID)
  orderId!: string;

  @Field(() => Courier)
  courier!: CourierType;

  @IsTrackingNumber()
  @Field(() => String)
  trackingNumber!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Default: now.' })
  dispatchedAt?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "Where the marketplace ships by box or delivery, the whole of it goes under this invoice (affectedOrders tells which lines). true: this line alone, where the marketplace allows it; it can't be joined again.",
  })
  split?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Ship although a cancel request is open. Where dispatch is how a marketplace rejects a cancel, this rejects it.',
  })
  force?: boolean | null;

  @Field(() => String, { nullable: true, description: 'The addressVersion that was shown, after ADDRESS_CHANGED.' })
  acknowledgedAddressVersion?: string | null;
}

@InputType({ description: 'Which actions.' })
export class ActionFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Asked at or after.' })
  startDate?: number | null;

  @IsOptional()
  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { nullable: true, description: 'Asked before.' })
  endDate?: number | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ActionType], { nullable: true })
  types?: ActionTypeType[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ActionState], { nullable: true })
  states?: ActionStateType[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ID], { nullable: true })
  channelIds?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ID], { nullable: true })
  orderIds?: string[] | null;
}

@ArgsType()
export class ActionsArgs extends ListArgs {
  @ValidateNested()
  @Field(() => ActionFilter)
  filter!: ActionFilter;
}
