import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One listing of one channel was read completely over [start, end), beginning at `began`. Rows of one listing never
 * overlap.
 */
@Entity({ name: 'coverage' })
export class Coverage {
  @PrimaryColumn({ type: 'text' })
  channelId!: string;

  @PrimaryColumn({ type: 'text' })
  listing!: string;

  @PrimaryColumn({ name: 'span_start', type: 'integer' })
  start!: number;

  @Column({ name: 'span_end', type: 'integer' })
  end!: number;

  /** Stamp taken before the first call of the read. */
  @Column({ type: 'integer' })
  began!: number;
}

/** How far a channel's change feed has been read and stored. */
@Entity({ name: 'feed_cursor' })
export class FeedCursor {
  @PrimaryColumn({ type: 'text' })
  channelId!: string;

  @Column({ type: 'integer' })
  readUntil!: number;
}
