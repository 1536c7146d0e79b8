import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The last complete answer to one exact question. Ledger rows do not tell every date that they can be asked by, so which rows
 * a question finds is remembered as the service said it.
 */
@Entity({ name: 'fulfilment_answer' })
export class FulfilmentAnswer {
  @PrimaryColumn({ type: 'text' })
  channelId!: string;

  /** Digest of the question; see FulfilmentWindow.id. */
  @PrimaryColumn({ type: 'text' })
  question!: string;

  /** Stamp taken before the first call of the read. */
  @Column({ type: 'integer' })
  began!: number;
}

/**
 * A row that one reading of a question found. Those of the last complete reading are the answer; those of a later one, under
 * way or broken off, are true as well.
 */
@Entity({ name: 'fulfilment_answer_row' })
export class FulfilmentAnswerRow {
  @PrimaryColumn({ type: 'text' })
  channelId!: string;

  @PrimaryColumn({ type: 'text' })
  question!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  /** Of the reading, as in FulfilmentAnswer. */
  @PrimaryColumn({ type: 'integer' })
  began!: number;
}
