import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Node } from '../graphql/node.js';
import { AmountScalar, DateTimeScalar } from '../graphql/scalars.js';
import type {
  SettleKind as SettleKindType,
  SupplierOrderSource as SupplierOrderSourceType,
  SupplierPaymentStatus as SupplierPaymentStatusType,
} from '../model/supplier-order.js';
import { SettleKind, SupplierOrderSource, SupplierPaymentStatus } from '../model/supplier-order.js';

@ObjectType({ simpleResolvers: true, description: 'Goods of a supplier, and how many of them.' })
export class SupplierOrderItem {
  @Field(() => String, { description: "The supplier's goods number." })
  goodsNumber!: string;

  @Field(() => Int)
  quantity!: number;
}

@ObjectType({ simpleResolvers: true, description: "The supplier's answer about the money." })
export class SupplierPayment {
  @Field(() => SupplierPaymentStatus)
  status!: SupplierPaymentStatusType;

  @Field(() => Boolean, {
    description: "The supplier's own flag: false for every bank transfer and test order too.",
  })
  success!: boolean;

  @Field(() => String, { nullable: true, description: "The supplier's own words." })
  message!: string | null;

  @Field(() => AmountScalar, { nullable: true, description: 'What was to be paid.' })
  amount!: number | null;

  @Field(() => AmountScalar, { nullable: true, description: 'What is left of the cash balance.' })
  cashBalance!: number | null;
}

/** An order that a supplier took, as stored and as answered. Instants are epoch milliseconds. */
@Entity({ name: 'supplier_order' })
@Index(['placedAt'])
@Index(['channelId', 'externalOrderNumber'])
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'An order that a supplier took (발주).',
})
export class SupplierOrder {
  /** Not stored: made of channelId and key. */
  @Field(() => ID)
  id!: string;

  @PrimaryColumn({ type: 'text' })
  channelId!: string;

  /** The supplier's number; one of a test order is no order's and stands apart. */
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Field(() => String, { description: "The supplier's number." })
  @Column({ type: 'text' })
  orderNumber!: string;

  @Field(() => String, {
    nullable: true,
    description: "The buyer's own number, or the one that was made where none was given.",
  })
  @Column({ type: 'text', nullable: true })
  externalOrderNumber!: string | null;

  @Field(() => SupplierOrderSource)
  @Column({ type: 'text' })
  source!: SupplierOrderSourceType;

  @Field(() => String, { nullable: true, description: 'As the supplier holds it: own goods go to its warehouse.' })
  @Column({ type: 'text', nullable: true })
  receiverName!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  receiverTel!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  receiverMobile!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  zipCode!: string | null;

  @Field(() => String, { nullable: true, description: 'In one piece, as the supplier holds it.' })
  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'Name on the bank transfer (입금자명).' })
  @Column({ type: 'text', nullable: true })
  depositorName!: string | null;

  @Field(() => [SupplierOrderItem])
  @Column({ type: 'simple-json' })
  items!: SupplierOrderItem[];

  @Field(() => String, { nullable: true, description: "The goods in the supplier's few words." })
  @Column({ type: 'text', nullable: true })
  goodsSummary!: string | null;

  @Field(() => SettleKind)
  @Column({ type: 'text' })
  settleKind!: SettleKindType;

  @Field(() => AmountScalar, { nullable: true, description: 'All goods.' })
  @Column({ type: 'real', nullable: true })
  goodsPrice!: number | null;

  @Field(() => AmountScalar, { nullable: true })
  @Column({ type: 'real', nullable: true })
  deliveryFee!: number | null;

  @Field(() => AmountScalar, { nullable: true, description: 'goodsPrice and deliveryFee.' })
  @Column({ type: 'real', nullable: true })
  settlePrice!: number | null;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  memo!: string | null;

  @Field(() => SupplierPayment, { description: 'As it stood when the order was placed.' })
  @Column({ type: 'simple-json' })
  payment!: SupplierPayment;

  @Field(() => Boolean, { description: 'Sent to the test address: nothing was ordered, and no list shows it.' })
  @Column({ type: 'boolean' })
  test!: boolean;

  @Field(() => DateTimeScalar)
  @Column({ type: 'integer' })
  placedAt!: number;

  @Column({ type: 'simple-json', nullable: true, select: false })
  raw!: unknown;
}
