import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { KeyedInput } from '../action/keyed.input.js';
import { ListArgs, MAX_CHOICES } from '../graphql/page.args.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { EndsAfter } from '../graphql/validation/span.rule.js';
import type {
  SettleKind as SettleKindType,
  SupplierOrderSource as SupplierOrderSourceType,
} from '../model/supplier-order.js';
import { SettleKind, SupplierOrderSource } from '../model/supplier-order.js';
import { MAX_NUMBERS } from '../order/order.input.js';

/** Most goods of one order. */
const MAX_ITEMS = 1_000;

@InputType({ description: 'Goods of a supplier, and how many of them.' })
export class SupplierOrderItemInput {
  @Field(() => Int, { description: "The supplier's goods number." })
  goodsNumber!: number;

  @Field(() => Int, { description: '1 or more.' })
  quantity!: number;
}

/** What the supplier itself has rules for is left to the channel, which knows the supplier's code of each. */
@InputType({ description: 'An order for a supplier.' })
export class PlaceSupplierOrderInput extends KeyedInput {
  @Field(() => ID)
  channelId!: string;

  @Field(() => SupplierOrderSource, { nullable: true, defaultValue: SupplierOrderSource.API })
  source?: SupplierOrderSourceType | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The buyer's own number; the supplier refuses a second order with the same one. Where none is given, one is made, so that a lost answer can be read back.",
  })
  externalOrderNumber?: string | null;

  @Field(() => String)
  receiverName!: string;

  @Field(() => String)
  receiverTel!: string;

  @Field(() => String)
  receiverMobile!: string;

  @Field(() => String)
  zipCode!: string;

  @Field(() => String)
  address!: string;

  @Field(() => String, { description: 'Never empty: "-" where there is none.' })
  addressDetail!: string;

  @Field(() => SettleKind, { nullable: true, defaultValue: SettleKind.BANK_TRANSFER })
  settleKind?: SettleKindType | null;

  @Field(() => String, { nullable: true, description: 'Needed for BANK_TRANSFER.' })
  depositorName?: string | null;

  @Field(() => Boolean, { description: 'The order and its price are agreed to; false is refused.' })
  purchaseAgreed!: boolean;

  @Field(() => String, { nullable: true })
  memo?: string | null;

  @ArrayMaxSize(MAX_ITEMS)
  @Field(() => [SupplierOrderItemInput])
  items!: SupplierOrderItemInput[];

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Sends it to the supplier's test address: nothing is ordered.",
  })
  test?: boolean | null;
}

@InputType({ description: 'Which supplier orders.' })
export class SupplierOrderFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Placed at or after.' })
  startDate?: number | null;

  @IsOptional()
  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { nullable: true, description: 'Placed before.' })
  endDate?: number | null;

  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ID], { nullable: true, description: 'All suppliers when not given.' })
  channelIds?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(MAX_NUMBERS)
  @Field(() => [String], { nullable: true })
  externalOrderNumbers?: string[] | null;
}

@ArgsType()
export class SupplierOrdersArgs extends ListArgs {
  @ValidateNested()
  @Field(() => SupplierOrderFilter)
  filter!: SupplierOrderFilter;
}
