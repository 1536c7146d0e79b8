import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one secret that an account keeps between starts, sealed, and who may change it now. Instants are epoch milliseconds. */
@Entity({ name: 'account_secret' })
export class AccountSecret {
  @PrimaryColumn({ type: 'text' })
  channelId!: string;

  @Column({ type: 'text', nullable: true })
  sealed!: string | null;

  /** Counts what was kept: a spooled secret of a higher number is newer. */
  @Column({ type: 'integer' })
  serial!: number;

  @Column({ type: 'text', nullable: true })
  lockedBy!: string | null;

  /** A lock that its holder did not let go of, since it died, falls open then. */
  @Column({ type: 'integer', nullable: true })
  lockedUntil!: number | null;
}
