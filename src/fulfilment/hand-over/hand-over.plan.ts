import { hasInvoice, plain } from '../../action/operations/courier-choice.js';
import { plainTrackingNumber } from '../../action/tracking-number.rule.js';
import { groupBy } from '../../base/collections.js';
import type { ConnectedChannel } from '../../channel/connected-channel.js';
import { Courier } from '../../model/courier.js';
import type { FulfilmentInvoice } from '../../model/fulfilment.js';
import { InvoiceStatus } from '../../model/fulfilment.js';
import type { Order } from '../../order/order.entity.js';
import type { Fulfilment } from '../fulfilment.entity.js';
import type { SalesOrderMatch } from '../sales-orders.js';

export enum SkipReason {
  NO_SALES_ORDER = 'NO_SALES_ORDER',
  AMBIGUOUS = 'AMBIGUOUS',
  ALREADY_REGISTERED = 'ALREADY_REGISTERED',
  NOT_CLOSED = 'NOT_CLOSED',
  NO_INVOICE = 'NO_INVOICE',
  UNKNOWN_COURIER = 'UNKNOWN_COURIER',
}

export interface Skip {
  readonly row: Fulfilment;
  readonly reason: SkipReason;
  readonly message: string;
}

/** An invoice on its way from the service to a marketplace. */
export interface Delivery {
  readonly row: Fulfilment;
  readonly channel: ConnectedChannel;
  readonly line: Order;
  readonly courier: Courier;
  /** Letters and digits only. */
  readonly trackingNumber: string;
  /** Other lines of its unit travel in another parcel. */
  readonly isPart: boolean;
}

export interface HandOverPlan {
  readonly deliveries: readonly Delivery[];
  readonly skips: readonly Skip[];
}

/** A ledger row with what it ships and the couriers that the sales channel takes. */
export interface MatchedRow {
  readonly row: Fulfilment;
  readonly match: SalesOrderMatch;
  /** Null: they could not be read; the write itself finds out. */
  readonly couriers: ReadonlySet<Courier> | null;
}

/** What is handed over and what is left alone. Nothing is guessed: where two answers would do, neither is taken. */
export function planHandOver(rows: readonly MatchedRow[], includeUnclosed: boolean): HandOverPlan {
  const skips: Skip[] = [];
  const found: Delivery[] = [];
  for (const matched of rows) {
    const outcome = deliveriesOf(matched, includeUnclosed);
    if ('reason' in outcome) skips.push({ row: matched.row, ...outcome });
    else found.push(...outcome.deliveries);
  }
  const deliveries: Delivery[] = [];
  for (const unit of groupBy(found, unitOf).values()) {
    const outcome = settleUnit(unit);
    if ('reason' in outcome)
      skips.push(...[...new Set(unit.map(({ row }) => row))].map((row) => ({ row, ...outcome })));
    else deliveries.push(...outcome.deliveries);
  }
  return { deliveries: inOrderOf(rows, deliveries), skips };
}

type Outcome = Omit<Skip, 'row'> | { readonly deliveries: readonly Delivery[] };

const skip = (reason: SkipReason, message: string): Omit<Skip, 'row'> => ({ reason, message });

function deliveriesOf({ row, match, couriers }: MatchedRow, includeUnclosed: boolean): Outcome {
  const parcel = parcelOf(row, includeUnclosed);
  if ('reason' in parcel) return parcel;
  const lines = linesOf(match);
  if ('reason' in lines) return lines;
  const { channel } = lines;
  const trackingNumber = plainTrackingNumber(parcel.trackingNumber);
  const waiting = lines.lines.filter((line) => !hasInvoice(line));
  if (waiting.length === 0) return alreadyRegistered(lines.lines, row, trackingNumber);
  // Some marketplaces take OTHER: which courier it is must not be lost there for want of a name here.
  const isTaken = parcel.courier !== Courier.OTHER && (couriers === null || couriers.has(parcel.courier));
  if (!isTaken) {
    const name = parcel.courierName ?? 'no courier';
    return skip(SkipReason.UNKNOWN_COURIER, `The service names ${name}, which ${channel.id} does not take.`);
  }
  const { courier } = parcel;
  return { deliveries: waiting.map((line) => ({ row, channel, line, courier, trackingNumber, isPart: false })) };
}

/** The first parcel that may go to the marketplace; more parcels of one line have no place there. */
function parcelOf(row: Fulfilment, includeUnclosed: boolean): FulfilmentInvoice | Omit<Skip, 'row'> {
  const living = row.invoices.filter(
    ({ status, trackingNumber }) => status !== InvoiceStatus.CANCELED && trackingNumber !== '',
  );
  if (living.length === 0) return skip(SkipReason.NO_INVOICE, 'The service has assigned no invoice.');
  const ready = living.find(({ isClosed }) => isClosed === true) ?? (includeUnclosed ? living[0] : undefined);
  return ready ?? skip(SkipReason.NOT_CLOSED, 'The service has not closed the parcel yet; includeUnclosed takes it.');
}

interface SoldLines {
  readonly channel: ConnectedChannel;
  readonly lines: readonly Order[];
}

/** A row that names no line speaks of all lines of its order, where the marketplace ships those together anyway. */
function linesOf(match: SalesOrderMatch): SoldLines | Omit<Skip, 'row'> {
  if (match.kind === 'NONE') return skip(SkipReason.NO_SALES_ORDER, match.reason);
  const channel = match.kind === 'FOUND' ? match.channel : match.channels[0];
  const write = channel?.channel.registerInvoice;
  if (channel && !write) {
    return skip(SkipReason.NO_SALES_ORDER, `${channel.id} takes no invoices.`);
  }
  if (match.kind === 'FOUND') return { channel: match.channel, lines: match.lines };
  const units = new Set(match.lines.map((line) => write?.unitOf(line)));
  if (channel && match.channels.length === 1 && units.size === 1) return { channel, lines: match.lines };
  return skip(SkipReason.AMBIGUOUS, match.reason);
}

function alreadyRegistered(lines: readonly Order[], row: Fulfilment, trackingNumber: string): Omit<Skip, 'row'> {
  const other = lines.find((line) => plain(line.trackingNumber) !== trackingNumber)?.trackingNumber;
  if (!other) return skip(SkipReason.ALREADY_REGISTERED, 'The marketplace has this invoice already.');
  const isCanceled = row.canceledInvoices.some((parcel) => plainTrackingNumber(parcel.trackingNumber) === plain(other));
  const why = isCanceled ? 'which the service has canceled' : 'and the service tells another';
  return skip(SkipReason.ALREADY_REGISTERED, `The order travels under ${other}, ${why}: updateInvoice changes it.`);
}

const unitOf = ({ channel, line }: Delivery): string =>
  `${channel.id} ${channel.channel.registerInvoice!.unitOf(line)}`;

/** What the marketplace ships at once goes under one invoice, or line by line where it has a form for that. */
function settleUnit(unit: readonly Delivery[]): Outcome {
  const byInvoice = groupBy(unit, ({ courier, trackingNumber }) => `${courier} ${trackingNumber}`);
  const once = [
    ...new Map(unit.map((each) => [`${each.line.id} ${each.courier} ${each.trackingNumber}`, each])).values(),
  ];
  if (byInvoice.size === 1) return { deliveries: once };
  const { channel } = unit[0]!;
  const isLineByLine = new Set(once.map(({ line }) => line.id)).size === once.length;
  if (isLineByLine && channel.channel.registerInvoice!.canSplit) {
    return { deliveries: once.map((each) => ({ ...each, isPart: true })) };
  }
  const numbers = [...new Set(unit.map(({ trackingNumber }) => trackingNumber))].join(', ');
  return skip(
    SkipReason.AMBIGUOUS,
    isLineByLine
      ? `${channel.marketplace} ships these lines together, and the service tells several invoices: ${numbers}.`
      : `The service tells several invoices for the same line: ${numbers}.`,
  );
}

function inOrderOf(rows: readonly MatchedRow[], deliveries: readonly Delivery[]): Delivery[] {
  const position = new Map(rows.map(({ row }, index) => [row, index]));
  return [...deliveries].sort((a, b) => position.get(a.row)! - position.get(b.row)!);
}
