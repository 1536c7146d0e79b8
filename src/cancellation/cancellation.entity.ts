import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  CancellationStatus as CancellationStatusType,
  Party as PartyType,
  StoredCancellation,
} from '../model/cancellation.js';
import { CancellationStatus, Party } from '../model/cancellation.js';
import { Node } from '../graphql/node.js';
import { AmountScalar, DateTimeScalar } from '../graphql/scalars.js';

/** One line's cancellation, as stored and as answered. Instants are epoch milliseconds. */
@Entity({ name: 'cancellation' })
@Index(['cancellationRequestDate'])
@Index(['cancelCompletedDate'])
@Index(['channelId', 'orderKey'])
@Index(['channelId', 'status'])
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: "A cancellation of one order line: the buyer's request, or a cancellation that is done.",
})
export class Cancellation implements StoredCancellation {
  /** Not stored: made of channelId and key. */
  @Field(() => ID)
  id!: string;

  @PrimaryColumn({ type: 'text' })
  channelId!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  orderKey!: string;

  @Field(() => String, { description: "The marketplace's order number." })
  @Column({ type: 'text' })
  orderNumber!: string;

  @Field(() => String, { nullable: true, description: "The marketplace's number of the line." })
  @Column({ type: 'text', nullable: true })
  lineNumber!: string | null;

  @Field(() => String, { nullable: true, description: "The marketplace's claim number (receiptId, ordPrdCnSeq…)." })
  @Column({ type: 'text', nullable: true })
  claimNumber!: string | null;

  @Field(() => CancellationStatus, { description: 'Where it stands, in the words shared by all channels.' })
  @Column({ type: 'text' })
  status!: CancellationStatusType;

  @Field(() => String, { description: "The marketplace's own status, unchanged." })
  @Column({ type: 'text' })
  channelStatus!: string;

  @Field(() => Party, { description: 'Who asked for it.' })
  @Column({ type: 'text' })
  requestedBy!: PartyType;

  @Field(() => Party, {
    nullable: true,
    description: "Who approved or refused: the seller, or the marketplace's own staff over the seller's head.",
  })
  @Column({ type: 'text', nullable: true })
  decidedBy!: PartyType | null;

  @Field(() => Boolean, {
    description: 'Cancelled before the seller confirmed the order: refunded at once, nothing to approve.',
  })
  @Column({ type: 'boolean' })
  isImmediate!: boolean;

  @Field(() => String, { nullable: true, description: 'Why, in words (취소 사유).' })
  @Column({ type: 'text', nullable: true })
  cancelReason!: string | null;

  @Field(() => String, { nullable: true, description: "Why, as the marketplace's code." })
  @Column({ type: 'text', nullable: true })
  cancelReasonCode!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was asked for (취소요청일).' })
  @Column({ type: 'integer', nullable: true })
  cancellationRequestDate!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was approved (취소승인일).' })
  @Column({ type: 'integer', nullable: true })
  cancelApprovalDate!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done and refunded (취소완료일).' })
  @Column({ type: 'integer', nullable: true })
  cancelCompletedDate!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the buyer took it back (취소철회일).' })
  @Column({ type: 'integer', nullable: true })
  cancelWithdrawnDate!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many units it is about; null where neither the claim nor a known order tells.',
  })
  @Column({ type: 'integer', nullable: true })
  cancelQuantity!: number | null;

  @Column({ type: 'integer', nullable: true })
  orderQuantity!: number | null;

  @Field(() => AmountScalar, { nullable: true, description: 'What the buyer gets back, where the marketplace tells.' })
  @Column({ type: 'real', nullable: true })
  refundAmount!: number | null;

  @Column({ type: 'simple-json' })
  native!: Record<string, string>;

  @Column({ type: 'simple-json', nullable: true, select: false })
  raw!: unknown;

  @Field(() => DateTimeScalar, { description: 'When it was last read from the marketplace.' })
  @Column({ type: 'integer' })
  fetchedAt!: number;

  /** Stamp of the last read or write; an answer whose read began before it is dropped. */
  @Column({ type: 'integer' })
  freshness!: number;

  /** Whether its order, missing in the store, was already asked for. */
  @Column({ type: 'boolean' })
  isOrderSought!: boolean;
}
