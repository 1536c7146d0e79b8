import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Marketplace } from '../model/marketplace.js';

/** A channel that was connected by saveChannel instead of the channels file. */
@Entity({ name: 'saved_channel' })
export class SavedChannel {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  marketplace!: Marketplace;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  baseUrl!: string;

  /** JSON of the credentials, sealed; null once the channel is removed. */
  @Column({ type: 'text', nullable: true })
  sealedCredentials!: string | null;

  @Column({ type: 'simple-json' })
  options!: Readonly<Record<string, unknown>>;
}
