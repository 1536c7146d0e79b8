import { Entity, Index, PrimaryColumn, Column } from 'typeorm';

/** Which ledger rows speak of an invoice, canceled ones included: what finds a row by its invoice's number. */
@Entity({ name: 'fulfilment_parcel' })
@Index(['channelId', 'invoiceNumber'])
export class FulfilmentParcel {
  @PrimaryColumn({ type: 'text' })
  channelId!: string;

  @PrimaryColumn({ type: 'text' })
  fulfilmentKey!: string;

  @PrimaryColumn({ type: 'text' })
  invoiceNumber!: string;

  @Column({ type: 'text' })
  trackingNumber!: string;
}
