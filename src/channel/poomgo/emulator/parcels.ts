import type { Instant } from '../../../base/clock.js';
import type { EmulatedParcel, WarehouseEvent } from '../../../sandbox/emulator.js';

export interface Parcel {
  /** A number in the public example, a string in the table. */
  readonly invoiceId: number | string;
  readonly courierName: string;
  readonly trackingNumber: string;
  readonly assignedAt: Instant;
  isPrinted: boolean;
  closedAt: Instant | null;
  isCanceled: boolean;
  cargoStatus: string | null;
}

export const liveOf = (parcels: readonly Parcel[]): Parcel[] => parcels.filter(({ isCanceled }) => !isCanceled);

type EventOfParcel = Exclude<WarehouseEvent, { kind: 'ASSIGN_INVOICE' | 'ADD_PARCEL' }>;

/**
 * What happens to a parcel that has its invoice. Nothing is reported of a parcel that has not left; one that the courier
 * reported on can no longer be canceled, while a closed one can.
 * @evidence assumed
 */
export function advanceParcel(parcels: readonly Parcel[], event: EventOfParcel, now: Instant): boolean {
  const { trackingNumber } = event;
  const parcel = liveOf(parcels)
    .filter((each) => trackingNumber === undefined || each.trackingNumber === trackingNumber)
    .at(-1);
  if (!parcel) return false;
  switch (event.kind) {
    case 'PRINT':
      if (parcel.isPrinted || parcel.closedAt !== null) return false;
      parcel.isPrinted = true;
      return true;
    case 'CLOSE':
      if (parcel.closedAt !== null) return false;
      parcel.closedAt = now;
      return true;
    case 'CARGO_STATUS':
      if (parcel.closedAt === null) return false;
      parcel.cargoStatus = event.key;
      return true;
    case 'CANCEL_INVOICE':
      if (parcel.cargoStatus !== null) return false;
      parcel.isCanceled = true;
      return true;
  }
}

export const truthOf = ({ invoiceId, ...parcel }: Parcel): EmulatedParcel => ({
  invoiceNumber: String(invoiceId),
  ...parcel,
});

/** One of `invoices` and `canceledInvoices`. */
export interface WireInvoice {
  readonly invoiceId: number | string;
  readonly invoiceCode: string;
  readonly isPrinted: boolean;
  readonly isClosed: boolean;
  readonly cargoStatusCodeKey: string | null;
  readonly logisticsPartnerName: string;
}

/** Canceled invoices have the same fields. @evidence assumed */
export const wireInvoice = (parcel: Parcel): WireInvoice => ({
  invoiceId: parcel.invoiceId,
  invoiceCode: parcel.trackingNumber,
  isPrinted: parcel.isPrinted,
  isClosed: parcel.closedAt !== null,
  cargoStatusCodeKey: parcel.cargoStatus,
  logisticsPartnerName: parcel.courierName,
});
