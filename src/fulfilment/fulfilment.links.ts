import { maySee } from '../auth/viewer.js';
import type { RequestContext } from '../graphql/context.js';
import type { Invoice } from '../invoice/invoice.types.js';
import { InvoiceStatus } from '../model/fulfilment.js';
import { ChannelRole } from '../model/marketplace.js';
import type { Order } from '../order/order.entity.js';
import { salesChannelOf } from './channel-names.js';
import { fulfilmentInvoiceOf } from './fulfilment-invoice.query.js';
import type { Fulfilment } from './fulfilment.entity.js';
import { isAbout, matchLines } from './sales-orders.js';

/**
 * The stored sales order lines that a ledger row is about. Where it names no line, all lines of the order are shown; only who
 * acts upon them must know which.
 */
export async function linesOf(
  row: Fulfilment,
  { services, viewer, loaders }: RequestContext,
): Promise<readonly Order[]> {
  const origin = salesChannelOf(services.directory, row);
  if (origin.kind !== 'FOUND' || !maySee(viewer, origin.channel.id)) return [];
  const stored = await loaders.ordersByOrderNumber.load({ channelId: origin.channel.id, value: row.orderCode });
  const match = matchLines(row, origin, stored);
  return match.kind === 'NONE' ? [] : match.lines;
}

/** The stored ledger rows that are about an order line, of all services that the viewer may see. */
export async function fulfilmentsOf(
  order: Order,
  { services, viewer, loaders }: RequestContext,
): Promise<Fulfilment[]> {
  const { directory } = services;
  const channels = directory.all().filter(({ id, role }) => role === ChannelRole.FULFILMENT && maySee(viewer, id));
  const rows = await Promise.all(
    channels.map(({ id }) => loaders.fulfilmentsByOrderCode.load({ channelId: id, value: order.orderNumber })),
  );
  return rows.flat().filter((row) => {
    if (!isAbout(row, order)) return false;
    const origin = salesChannelOf(directory, row);
    return origin.kind === 'FOUND' && origin.channel.id === order.channelId;
  });
}

/** All stored lines that travel under an invoice of a service. */
export async function fulfilledOrders(
  channelId: string,
  invoiceNumber: string,
  context: RequestContext,
): Promise<Order[]> {
  const speaking = await context.loaders.fulfilmentsByInvoiceNumber.load({ channelId, value: invoiceNumber });
  const lines = await Promise.all(speaking.map(({ row }) => linesOf(row, context)));
  return [...new Map(lines.flat().map((line) => [line.id, line])).values()];
}

/** Each parcel once, though several rows travel in it. */
export function livingInvoicesOf(rows: readonly Fulfilment[]): Invoice[] {
  const invoices = rows.flatMap((row) =>
    row.invoices
      .filter(({ status }) => status !== InvoiceStatus.CANCELED)
      .map((parcel) => fulfilmentInvoiceOf(row, parcel)),
  );
  return [...new Map(invoices.map((invoice) => [invoice.id, invoice])).values()];
}
