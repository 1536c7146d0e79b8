import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ClaimStatus as ClaimStatusType, OrderStatus as OrderStatusType, StoredOrder } from '../model/order.js';
import { ClaimStatus, OrderStatus } from '../model/order.js';
import { Node } from '../graphql/node.js';
import { AmountScalar, DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ simpleResolvers: true, description: 'One chosen option or additional article of an order line.' })
export class OrderOption {
  @Field(() => String, { description: 'Its text as the marketplace gives it.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'How many.' })
  quantity!: number | null;

  @Field(() => String, { nullable: true, description: "The marketplace's or seller's code of it." })
  code!: string | null;
}

/**
 * One order line, as stored and as answered: the two agree field by field. Instants are epoch milliseconds.
 *
 * Every field has an initial value, that of a line of which nothing is known: an object that V8 sees complete from the start is
 * a sixth of the size and several times as fast to read as one that grows field by field.
 */
@Entity({ name: 'order_line' })
@Index(['orderedDate'])
@Index(['paidDate'])
@Index(['channelId', 'orderNumber'])
@Index(['channelId', 'checkoutNumber'])
@Index(['channelId', 'bundleNumber'])
@Index(['channelId', 'status'])
@Index(['channelId', 'trackingNumber'])
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'One ordered product line. Lines of one order share orderNumber, orders of one checkout share checkoutNumber, lines that travel in one box share bundleNumber.',
})
export class Order implements StoredOrder {
  /** Not stored: made of channelId and key. */
  @Field(() => ID)
  id = '';

  @PrimaryColumn({ type: 'text' })
  channelId = '';

  /** The marketplace's lasting key of the line; see OrderRecord.key. */
  @PrimaryColumn({ type: 'text' })
  key = '';

  @Field(() => String, { description: "The marketplace's order number." })
  @Column({ type: 'text' })
  orderNumber = '';

  @Field(() => String, {
    nullable: true,
    description:
      "The marketplace's number of this line (상품주문번호, ordPrdSeq, vendorItemId…); null where an order has one line.",
  })
  @Column({ type: 'text', nullable: true })
  lineNumber: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'Lines with the same number travel in one box or under one delivery number; null where the marketplace has none.',
  })
  @Column({ type: 'text', nullable: true })
  bundleNumber: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Payment or basket number over several orders (ESM PayNo, own mall orderGroupNumber).',
  })
  @Column({ type: 'text', nullable: true })
  checkoutNumber: string | null = null;

  @Field(() => OrderStatus, { description: 'Where the line stands, in the words shared by all channels.' })
  @Column({ type: 'text' })
  status: OrderStatusType = OrderStatus.UNKNOWN;

  @Field(() => ClaimStatus, { description: 'Where its latest claim stands.' })
  @Column({ type: 'text' })
  claimStatus: ClaimStatusType = ClaimStatus.NONE;

  @Field(() => String, { description: "The marketplace's own status, unchanged." })
  @Column({ type: 'text' })
  channelStatus = '';

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the buyer ordered (주문완료일).' })
  @Column({ type: 'integer', nullable: true })
  orderedDate: number | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was paid (결제완료일).' })
  @Column({ type: 'integer', nullable: true })
  paidDate: number | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the seller confirmed it (발주확인일).' })
  @Column({ type: 'integer', nullable: true })
  confirmedDate: number | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was dispatched (발송처리일).' })
  @Column({ type: 'integer', nullable: true })
  dispatchedDate: number | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the courier delivered it (배송완료일).' })
  @Column({ type: 'integer', nullable: true })
  deliveredDate: number | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Dispatch by (발송기한).' })
  @Column({ type: 'integer', nullable: true })
  dispatchDueDate: number | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Unpaid orders: pay by.' })
  @Column({ type: 'integer', nullable: true })
  depositDueDate: number | null = null;

  @Column({ type: 'integer', nullable: true })
  purchaseConfirmedDate: number | null = null;

  /** The latest date known of the line; what dateType CHANGED means. */
  @Column({ type: 'integer', nullable: true })
  changedDate: number | null = null;

  @Field(() => String, {
    nullable: true,
    description: "The buyer's account name on the marketplace, as far as it is given (often masked).",
  })
  @Column({ type: 'text', nullable: true })
  buyerId: string | null = null;

  @Field(() => String, { nullable: true, description: 'Who ordered (보내는분).' })
  @Column({ type: 'text', nullable: true })
  senderName: string | null = null;

  @Field(() => String, { nullable: true, description: "The sender's phone; often a safe number (안심번호)." })
  @Column({ type: 'text', nullable: true })
  senderTel: string | null = null;

  @Field(() => String, { nullable: true, description: "The sender's second phone." })
  @Column({ type: 'text', nullable: true })
  senderTel2: string | null = null;

  @Field(() => String, { nullable: true, description: 'Who receives it (받는분).' })
  @Column({ type: 'text', nullable: true })
  receiverName: string | null = null;

  @Field(() => String, { nullable: true, description: "The receiver's phone; often a safe number (안심번호)." })
  @Column({ type: 'text', nullable: true })
  receiverTel: string | null = null;

  @Field(() => String, { nullable: true, description: "The receiver's second phone." })
  @Column({ type: 'text', nullable: true })
  receiverTel2: string | null = null;

  @Field(() => String, { nullable: true, description: 'Postcode (우편번호).' })
  @Column({ type: 'text', nullable: true })
  zipCode: string | null = null;

  @Field(() => String, { nullable: true, description: 'The whole delivery address in one line.' })
  @Column({ type: 'text', nullable: true })
  receiverAddress: string | null = null;

  @Field(() => String, { description: 'Changes when the receiver or the address does.' })
  @Column({ type: 'text' })
  addressVersion = '';

  /** The addressVersion last shown: by confirm, else at the first read. */
  @Column({ type: 'text' })
  shownAddressVersion = '';

  @Field(() => String, { nullable: true, description: 'Delivery memo (배송 메모).' })
  @Column({ type: 'text', nullable: true })
  shippingMemo: string | null = null;

  @Field(() => String, { nullable: true, description: "The marketplace's product number (상품번호)." })
  @Column({ type: 'text', nullable: true })
  productNumber: string | null = null;

  @Field(() => String, { nullable: true, description: 'Product name (상품명).' })
  @Column({ type: 'text', nullable: true })
  productName: string | null = null;

  @Field(() => String, { nullable: true, description: "The marketplace's option number (옵션번호)." })
  @Column({ type: 'text', nullable: true })
  productOptionNumber: string | null = null;

  @Field(() => String, { nullable: true, description: 'Chosen option (옵션명); null or empty without options.' })
  @Column({ type: 'text', nullable: true })
  productOptionName: string | null = null;

  @Field(() => [OrderOption], {
    description: 'Chosen options with quantity and code, where the marketplace gives them apart.',
  })
  @Column({ type: 'simple-json' })
  options: OrderOption[] = [];

  @Field(() => [OrderOption], { description: 'Goods packed in addition (추가구성).' })
  @Column({ type: 'simple-json' })
  additions: OrderOption[] = [];

  @Field(() => String, { nullable: true, description: "The seller's own product code." })
  @Column({ type: 'text', nullable: true })
  sellerProductCode: string | null = null;

  @Field(() => Int, { description: 'Ordered quantity.' })
  @Column({ type: 'integer' })
  productQuantity = 0;

  @Field(() => Int, { description: 'Cancelled or asked to be cancelled out of productQuantity.' })
  @Column({ type: 'integer' })
  canceledQuantity = 0;

  @Field(() => String, { description: 'ISO 4217 code of all amounts of this line.' })
  @Column({ type: 'text' })
  currency = 'KRW';

  @Field(() => AmountScalar, { nullable: true, description: 'Price of the products without the shipping fee.' })
  @Column({ type: 'real', nullable: true })
  productPriceAmount: number | null = null;

  @Field(() => AmountScalar, {
    nullable: true,
    description:
      'As the marketplace gives it on this line; some repeat one fee on every line of a checkout (README, channel table).',
  })
  @Column({ type: 'real', nullable: true })
  shippingFee: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: 'Surcharge for Jeju and islands (제주/도서 추가 배송비).' })
  @Column({ type: 'real', nullable: true })
  remoteShippingFee: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: 'Price of one unit (판매단가).' })
  @Column({ type: 'real', nullable: true })
  productPrice: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: "The marketplace's sales commission (판매수수료)." })
  @Column({ type: 'real', nullable: true })
  salesCommissionFee: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: 'Discount that the seller bears.' })
  @Column({ type: 'real', nullable: true })
  sellerDiscountPriceAmount: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: 'Discount that the marketplace bears.' })
  @Column({ type: 'real', nullable: true })
  mallDiscountPriceAmount: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: 'Price of the options of the whole line.' })
  @Column({ type: 'real', nullable: true })
  optionPriceAmount: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: 'Price of goods packed in addition (추가구성).' })
  @Column({ type: 'real', nullable: true })
  additionPriceAmount: number | null = null;

  @Field(() => AmountScalar, { nullable: true, description: 'Unpaid orders: what is to be paid.' })
  @Column({ type: 'real', nullable: true })
  expectedPaymentAmount: number | null = null;

  @Field(() => Boolean, { nullable: true, description: 'True: paid with the order or free; false: collect (착불).' })
  @Column({ type: 'boolean', nullable: true })
  isShippingFeePaid: boolean | null = null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is delivered abroad.' })
  @Column({ type: 'boolean', nullable: true })
  isOverseas: boolean | null = null;

  @Column({ type: 'text', nullable: true })
  courierCode: string | null = null;

  @Column({ type: 'text', nullable: true })
  courierName: string | null = null;

  @Column({ type: 'text', nullable: true })
  trackingNumber: string | null = null;

  @Column({ type: 'integer', nullable: true })
  invoiceRegisteredDate: number | null = null;

  @Column({ type: 'simple-json' })
  native: Record<string, string> = {};

  @Column({ type: 'simple-json', nullable: true, select: false })
  raw: unknown = null;

  @Field(() => DateTimeScalar, { description: 'When this line was last read from the marketplace.' })
  @Column({ type: 'integer' })
  fetchedAt = 0;

  /** Whether only a list with few fields has told of it so far; it is looked up until more is known. */
  @Column({ type: 'boolean' })
  isSparse = false;

  /** Stamp of the last read or write; an answer whose read began before it is dropped. */
  @Column({ type: 'integer' })
  freshness = 0;
}
