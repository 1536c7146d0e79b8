import { IsOptional, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Courier } from '../model/courier.js';
import type { Courier as CourierType } from '../model/courier.js';
import { DelayReason } from '../model/dispatch-delay.js';
import type { DelayReason as DelayReasonType } from '../model/dispatch-delay.js';
import { SellerCancelReason } from '../model/seller-cancel.js';
import type { SellerCancelReason as SellerCancelReasonType } from '../model/seller-cancel.js';
import { KeyedInput } from './keyed.input.js';
import { IsTrackingNumber } from './tracking-number.rule.js';

/** Longest words of a seller; marketplaces cut or refuse more. */
const MAX_WORDS = 1_000;

@InputType({ description: 'Another invoice for an order that was dispatched.' })
export class UpdateInvoiceInput extends KeyedInput {
  @Field(() => ID)
  orderId!: string;

  @Field(() => Courier)
  courier!: CourierType;

  @IsTrackingNumber()
  @Field(() => String)
  trackingNumber!: string;
}

@InputType({ description: 'Why a cancel request comes too late.' })
export class RejectCancelInput extends KeyedInput {
  @Field(() => ID)
  cancellationId!: string;

  @Field(() => Courier, { description: 'Already shipped: with which courier and number.' })
  courier!: CourierType;

  @IsTrackingNumber()
  @Field(() => String)
  trackingNumber!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Default: now.' })
  dispatchedAt?: number | null;

  @IsOptional()
  @MaxLength(MAX_WORDS)
  @Field(() => String, { nullable: true, description: "In the seller's own words, where the marketplace takes any." })
  reason?: string | null;
}

@InputType({ description: "An order that the seller can't deliver." })
export class CancelOrderInput extends KeyedInput {
  @Field(() => ID)
  orderId!: string;

  @IsOptional()
  @Min(1)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: 'All of what is left when not given.' })
  quantity?: number | null;

  @Field(() => SellerCancelReason)
  reason!: SellerCancelReasonType;

  @IsOptional()
  @MaxLength(MAX_WORDS)
  @Field(() => String, { nullable: true, description: "In the seller's own words, where the marketplace takes any." })
  detail?: string | null;
}

@InputType({ description: "By when an order leaves that can't leave in time." })
export class DelayDispatchInput extends KeyedInput {
  @Field(() => ID)
  orderId!: string;

  @Field(() => DateTimeScalar, { description: 'Marketplaces keep its day, Korean time.' })
  dispatchBy!: number;

  @Field(() => DelayReason)
  reason!: DelayReasonType;

  @IsOptional()
  @MaxLength(MAX_WORDS)
  @Field(() => String, { nullable: true, description: "In the seller's own words, where the marketplace takes any." })
  detail?: string | null;
}
