import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Node } from '../graphql/node.js';
import { AmountScalar, DateTimeScalar } from '../graphql/scalars.js';
import type { FulfilmentGoods, FulfilmentInvoice, FulfilmentRecord } from '../model/fulfilment.js';

@ObjectType({ simpleResolvers: true, description: 'Goods of the warehouse that go into a parcel.' })
export class FulfilmentItem implements FulfilmentGoods {
  @Field(() => String, { nullable: true })
  productNumber!: string | null;

  @Field(() => String, { nullable: true })
  productName!: string | null;

  @Field(() => Int, { nullable: true, description: "In units of the warehouse, not of the order: a set's parts." })
  quantity!: number | null;
}

/** One row of a fulfilment service's ledger, as stored and as answered. Instants are epoch milliseconds. */
@Entity({ name: 'fulfilment' })
@Index(['createdDate'])
@Index(['channelId', 'orderCode'])
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'An order as the fulfilment service (품고) holds it: one line of a sales channel, and what it travels under.',
})
export class Fulfilment implements FulfilmentRecord {
  /** Not stored: made of channelId and key. */
  @Field(() => ID)
  id = '';

  @PrimaryColumn({ type: 'text' })
  channelId = '';

  /** The service's lasting key of the row; see FulfilmentRecord.key. */
  @PrimaryColumn({ type: 'text' })
  key = '';

  @Field(() => String, { description: "Number in the service's ledger (주문 원장 ID)." })
  @Column({ type: 'text' })
  ledgerNumber = '';

  @Field(() => String, {
    nullable: true,
    description: "The service's own status word of its parcel that is farthest behind, unchanged; null before any.",
  })
  @Column({ type: 'text', nullable: true })
  channelStatus: string | null = null;

  @Field(() => String, { description: "Where it was sold, in the service's words (판매처명)." })
  @Column({ type: 'text' })
  channelName = '';

  @Field(() => String, { description: 'Order number at the sales channel (판매처 주문 번호).' })
  @Column({ type: 'text' })
  orderCode = '';

  @Field(() => String, {
    nullable: true,
    description: 'Line number at the sales channel (판매처 개별 주문 번호); null where it has none.',
  })
  @Column({ type: 'text', nullable: true })
  code: string | null = null;

  @Field(() => String, { nullable: true, description: '보조 주문 번호' })
  @Column({ type: 'text', nullable: true })
  subsidiaryCode: string | null = null;

  @Field(() => String, { nullable: true, description: 'Rows with the same one are shipped together (합 배송번호).' })
  @Column({ type: 'text', nullable: true })
  releaseCode: string | null = null;

  @Field(() => String, { nullable: true, description: 'Who receives it (수취인).' })
  @Column({ type: 'text', nullable: true })
  receiverName: string | null = null;

  @Field(() => String, { nullable: true, description: "The receiver's mobile phone; digits alone." })
  @Column({ type: 'text', nullable: true })
  receiverTel: string | null = null;

  @Field(() => String, { nullable: true, description: "The receiver's other phone." })
  @Column({ type: 'text', nullable: true })
  receiverTel2: string | null = null;

  @Field(() => String, { nullable: true, description: 'Postcode (우편번호).' })
  @Column({ type: 'text', nullable: true })
  zipCode: string | null = null;

  @Field(() => String, { nullable: true, description: 'The whole delivery address in one line.' })
  @Column({ type: 'text', nullable: true })
  receiverAddress: string | null = null;

  @Field(() => String, { nullable: true, description: 'Who ordered (구매자).' })
  @Column({ type: 'text', nullable: true })
  customerName: string | null = null;

  @Field(() => String, { nullable: true, description: "The buyer's mobile phone; digits alone." })
  @Column({ type: 'text', nullable: true })
  customerTel: string | null = null;

  @Field(() => String, { nullable: true, description: "The buyer's other phone." })
  @Column({ type: 'text', nullable: true })
  customerTel2: string | null = null;

  @Field(() => String, { nullable: true, description: "The buyer's address in one line." })
  @Column({ type: 'text', nullable: true })
  customerAddress: string | null = null;

  @Field(() => String, { nullable: true, description: 'Product name as the sales channel sent it (상품명).' })
  @Column({ type: 'text', nullable: true })
  dealName: string | null = null;

  @Field(() => String, { nullable: true, description: 'Option as the sales channel sent it (상품 옵션명).' })
  @Column({ type: 'text', nullable: true })
  dealOptionName: string | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the row was made (원장 생성일자).' })
  @Column({ type: 'integer' })
  createdDate = 0;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the buyer ordered (주문 일자).' })
  @Column({ type: 'integer', nullable: true })
  orderedDate: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: '주문 금액' })
  @Column({ type: 'real', nullable: true })
  price: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: '결제 금액' })
  @Column({ type: 'real', nullable: true })
  settlementPrice: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: '최종 금액' })
  @Column({ type: 'real', nullable: true })
  totalPaymentAmount: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: '총 결제 금액' })
  @Column({ type: 'real', nullable: true })
  settlementGroupPrice: number | null = null;

  /** Living parcels; answered as Invoice. */
  @Column({ type: 'simple-json' })
  invoices: readonly FulfilmentInvoice[] = [];

  @Column({ type: 'simple-json' })
  canceledInvoices: readonly FulfilmentInvoice[] = [];

  @Field(() => [FulfilmentItem], { description: 'What the warehouse packs for it.' })
  @Column({ type: 'simple-json' })
  items: readonly FulfilmentItem[] = [];

  @Column({ type: 'simple-json', nullable: true, select: false })
  raw: unknown = null;

  @Field(() => DateTimeScalar, { description: 'When this row was last read from the service.' })
  @Column({ type: 'integer' })
  fetchedAt = 0;

  /** Stamp of the last read; an answer whose read began before it is dropped. */
  @Column({ type: 'integer' })
  freshness = 0;
}
