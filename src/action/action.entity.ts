import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ChannelError } from '../channel/channel-error.js';
import { Node } from '../graphql/node.js';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars.js';
import { ActionState, ActionType } from '../model/action.js';
import type { ActionState as ActionStateType, ActionType as ActionTypeType } from '../model/action.js';
import type { SupplierAnswer } from '../model/supplier-order.js';

/** What an action answered, kept so that a repeat of its key gets the same. */
export interface StoredResult {
  readonly response: boolean;
  readonly reason: string | null;
  readonly error: ChannelError | null;
  /** Keys of order lines that the unit held. */
  readonly affectedKeys: readonly string[];
  readonly addressChanged: boolean | null;
  /** Of an order for a supplier. */
  readonly supplier?: SupplierAnswer;
}

/** One thing asked of a marketplace for one order or claim: the journal of writes. Instants are epoch milliseconds. */
@Entity({ name: 'action' })
@Index(['requestedAt'])
@Index(['channelId', 'orderKey'])
@Index(['channelId', 'cancellationKey'])
@Index(['requestedBy', 'type', 'idempotencyKey'])
@Index(['state'])
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'What was asked of a marketplace, and what came of it.',
})
export class Action {
  @Field(() => ID)
  id!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Field(() => ActionType)
  @Column({ type: 'text' })
  type!: ActionTypeType;

  @Field(() => ActionState)
  @Column({ type: 'text' })
  state!: ActionStateType;

  @Column({ type: 'text' })
  channelId!: string;

  @Column({ type: 'text', nullable: true })
  orderKey!: string | null;

  @Column({ type: 'text', nullable: true })
  cancellationKey!: string | null;

  /** Set when the supplier has the order. */
  @Column({ type: 'text', nullable: true })
  supplierOrderKey!: string | null;

  @Field(() => String, { nullable: true, description: "The caller's own key." })
  @Column({ type: 'text', nullable: true })
  idempotencyKey!: string | null;

  @Field(() => JsonScalar, { description: 'What was asked, as it was given.' })
  @Column({ type: 'simple-json' })
  input!: Record<string, unknown>;

  @Field(() => ChannelError, { nullable: true })
  @Column({ type: 'simple-json', nullable: true })
  error!: ChannelError | null;

  @Column({ type: 'simple-json', nullable: true })
  result!: StoredResult | null;

  @Field(() => Int, { description: 'How often it was sent to the marketplace.' })
  @Column({ type: 'integer' })
  attempts!: number;

  @Field(() => String, { description: 'Name of the API key; `local` without keys.' })
  @Column({ type: 'text' })
  requestedBy!: string;

  @Field(() => DateTimeScalar)
  @Column({ type: 'integer' })
  requestedAt!: number;

  @Column({ type: 'integer', nullable: true })
  sentAt!: number | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: 'integer', nullable: true })
  finishedAt!: number | null;
}
