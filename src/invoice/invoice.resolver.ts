import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ChannelNode } from '../channel/channel.types.js';
import { channelOf } from '../graphql/channel-of.js';
import type { RequestContext } from '../graphql/context.js';
import { Courier } from '../model/courier.js';
import { fulfilledOrders } from '../fulfilment/fulfilment.links.js';
import { Order } from '../order/order.entity.js';
import { InvoicesArgs } from './invoice.input.js';
import { Invoice, InvoiceConnection, invoiceKeyOf } from './invoice.types.js';

@Resolver(() => Invoice)
export class InvoiceResolver {
  @Query(() => InvoiceConnection, { description: 'Invoices (송장) of all chosen channels, newest first.' })
  async invoices(
    @Args(() => InvoicesArgs) args: InvoicesArgs,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<InvoiceConnection> {
    return services.invoices.list(args, viewer, arrived);
  }

  @FieldResolver(() => ChannelNode, {
    description: 'Where it was read: the sales channel, or the fulfilment service that issued it.',
  })
  channel(@Root() invoice: Invoice, @Ctx() context: RequestContext): ChannelNode {
    return channelOf(invoice.channelId, context);
  }

  @FieldResolver(() => Order, { nullable: true, description: 'The first of orders.' })
  async order(@Root() invoice: Invoice, @Ctx() context: RequestContext): Promise<Order | null> {
    return (await this.orders(invoice, context))[0] ?? null;
  }

  @FieldResolver(() => [Order], { description: 'All lines that travel under it.' })
  async orders(@Root() invoice: Invoice, @Ctx() context: RequestContext): Promise<Order[]> {
    if (invoice.invoiceNumber !== null) return fulfilledOrders(invoice.channelId, invoice.invoiceNumber, context);
    const { channelId, trackingNumber, courierCode, courierName } = invoice;
    const lines = await context.loaders.ordersByTrackingNumber.load({ channelId, value: trackingNumber });
    const key = `${courierCode ?? courierName ?? ''}/${trackingNumber}`;
    return lines.filter((order) => invoiceKeyOf(order) === key);
  }

  @FieldResolver(() => Courier, { description: 'OTHER where the code or name is none of the shared couriers.' })
  courier(@Root() invoice: Invoice, @Ctx() { services }: RequestContext): Courier {
    if (invoice.issuedCourier !== null) return invoice.issuedCourier;
    const names = services.directory.get(invoice.channelId)?.channel.courierNames ?? [];
    const known = names.find(({ code, name }) =>
      invoice.courierCode === null ? name === invoice.courierName : code === invoice.courierCode,
    );
    return known?.courier ?? Courier.OTHER;
  }

  @FieldResolver(() => String, { nullable: true, description: "The courier's page of the parcel, where it is known." })
  trackingUrl(): string | null {
    return null;
  }
}
