import type { Clock, Instant } from '../../../base/clock.js';
import type { EmulatedLedgerRow, RowToReceive, Warehouse, WarehouseEvent } from '../../../sandbox/emulator.js';
import { advanceParcel, liveOf, truthOf, type Parcel } from './parcels.js';

/** One line of a sales order (주문 원장). */
export interface Row extends RowToReceive {
  readonly id: number;
  readonly receivedAt: Instant;
  /** Shared with the rows of the same release code. */
  readonly parcels: Parcel[];
}

/** Numbers of the sheet's samples. */
const FIRST_ROW = 435_901;
const FIRST_INVOICE = 456_901;

/** Everything the service holds. */
export class Ledger implements Warehouse {
  /** In order of their ids. */
  readonly #rows: Row[] = [];
  readonly #byId = new Map<string, Row>();
  readonly #byOrderCode = new Map<string, Row[]>();
  readonly #releases = new Map<string, Parcel[]>();
  #invoices = 0;

  constructor(
    private readonly clock: Clock,
    private readonly seed: number,
  ) {}

  receive(row: RowToReceive): string {
    const received: Row = {
      ...row,
      id: this.#nextRowId(),
      receivedAt: row.receivedAt ?? this.clock.now(),
      parcels: this.#parcelsOf(row.releaseCode),
    };
    this.#rows.push(received);
    this.#byId.set(String(received.id), received);
    const sameOrder = this.#byOrderCode.get(row.orderCode);
    if (sameOrder) sameOrder.push(received);
    else this.#byOrderCode.set(row.orderCode, [received]);
    return String(received.id);
  }

  advance(ledgerNumber: string, event: WarehouseEvent): boolean {
    const row = this.#byId.get(ledgerNumber);
    if (!row) return false;
    switch (event.kind) {
      case 'ASSIGN_INVOICE':
        return liveOf(row.parcels).length === 0 && this.#assign(row.parcels, event, false);
      case 'ADD_PARCEL':
        return liveOf(row.parcels).length > 0 && this.#assign(row.parcels, event, true);
      default:
        return advanceParcel(row.parcels, event, this.clock.now());
    }
  }

  rows(): EmulatedLedgerRow[] {
    return this.#rows.map((row) => ({
      ledgerNumber: String(row.id),
      channelName: row.channelName,
      orderCode: row.orderCode,
      code: row.code,
      releaseCode: row.releaseCode,
      receivedAt: row.receivedAt,
      receiver: row.receiver,
      parcels: row.parcels.map(truthOf),
    }));
  }

  /** Rows of that order, or all; the newest first, which the sheet leaves open. @evidence assumed */
  newestFirst(orderCode: string | undefined): Row[] {
    return (orderCode === undefined ? this.#rows : (this.#byOrderCode.get(orderCode) ?? [])).toReversed();
  }

  /** Invoice ids come in both JSON types: here a number for the first parcel, a string beside it. @evidence assumed */
  #assign(parcels: Parcel[], event: { courierName: string; trackingNumber?: string }, isBeside: boolean): boolean {
    const id = FIRST_INVOICE + this.#invoices;
    this.#invoices += 1;
    parcels.push({
      invoiceId: isBeside ? String(id) : id,
      courierName: event.courierName,
      trackingNumber: event.trackingNumber ?? `65${String(this.#invoices).padStart(10, '0')}`,
      assignedAt: this.clock.now(),
      isPrinted: false,
      closedAt: null,
      isCanceled: false,
      cargoStatus: null,
    });
    return true;
  }

  #parcelsOf(releaseCode: string | null): Parcel[] {
    if (releaseCode === null) return [];
    const shared = this.#releases.get(releaseCode) ?? [];
    this.#releases.set(releaseCode, shared);
    return shared;
  }

  /** With gaps, since other sellers' orders stand in the same ledger. @evidence assumed */
  #nextRowId(): number {
    const last = this.#rows.at(-1)?.id;
    return last === undefined ? FIRST_ROW : last + 1 + ((this.seed + last * 7) % 43);
  }
}
