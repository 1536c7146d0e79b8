import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ChannelResult } from '../channel/channel.types.js';
import { Node } from '../graphql/node.js';
import type { PageRows } from '../graphql/page.js';
import { connectionTypes } from '../graphql/page.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import type { Courier } from '../model/courier.js';
import { InvoiceStatus } from '../model/fulfilment.js';
import { encodeNodeId } from '../model/node-id.js';
import { OrderStatus } from '../model/order.js';
import type { Order } from '../order/order.entity.js';

registerEnumType(InvoiceStatus, { name: 'InvoiceStatus', description: 'Where a parcel stands.' });

const STATUS: Partial<Record<OrderStatus, InvoiceStatus>> = {
  [OrderStatus.CONFIRMED]: InvoiceStatus.REGISTERED,
  [OrderStatus.DISPATCHED]: InvoiceStatus.REGISTERED,
  [OrderStatus.IN_TRANSIT]: InvoiceStatus.IN_TRANSIT,
  [OrderStatus.DELIVERED]: InvoiceStatus.DELIVERED,
  [OrderStatus.PURCHASE_CONFIRMED]: InvoiceStatus.DELIVERED,
  [OrderStatus.CANCELED]: InvoiceStatus.CANCELED,
};

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: "An invoice (송장): the courier's label of one parcel. Never a bill.",
})
export class Invoice {
  @Field(() => ID)
  id!: string;

  channelId!: string;

  /** Where the issuer itself tells it; null: known by the channel's code of it. */
  issuedCourier!: Courier | null;

  /** By which lists are sorted and cut: registeredDate, else the latest date known of its orders, or when its ledger row was made. */
  listedDate!: number;

  @Field(() => String, { description: 'Of the first order that travels under it.' })
  orderNumber!: string;

  @Field(() => String, { nullable: true, description: "The issuer's own id of it; null on sales channels." })
  invoiceNumber!: string | null;

  @Field(() => String, { nullable: true, description: "The channel's courier code; null where it has names alone." })
  courierCode!: string | null;

  @Field(() => String, { nullable: true })
  courierName!: string | null;

  @Field(() => String, { description: '운송장번호' })
  trackingNumber!: string;

  @Field(() => InvoiceStatus)
  status!: InvoiceStatus;

  @Field(() => String, { nullable: true })
  channelStatus!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Else the order's dispatchedDate. Fulfilment services do not tell it.",
  })
  registeredDate!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Told by fulfilment services alone.' })
  isPrinted!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Told by fulfilment services alone.' })
  isClosed!: boolean | null;

  @Field(() => DateTimeScalar)
  fetchedAt!: number;
}

/** What tells one invoice from another: the channel, the courier and the number. */
export const invoiceKeyOf = (order: Order): string =>
  `${order.courierCode ?? order.courierName ?? ''}/${order.trackingNumber ?? ''}`;

/** The invoice that an order line travels under; null before dispatch. Sales channels keep it on the line. */
export function invoiceOf(order: Order): Invoice | null {
  if (order.trackingNumber === null || order.trackingNumber === '') return null;
  return Object.assign(new Invoice(), {
    id: encodeNodeId('INVOICE', order.channelId, invoiceKeyOf(order)),
    channelId: order.channelId,
    listedDate: order.invoiceRegisteredDate ?? order.dispatchedDate ?? order.changedDate ?? 0,
    orderNumber: order.orderNumber,
    invoiceNumber: null,
    issuedCourier: null,
    courierCode: order.courierCode,
    courierName: order.courierName,
    trackingNumber: order.trackingNumber,
    status: STATUS[order.status] ?? InvoiceStatus.UNKNOWN,
    channelStatus: order.channelStatus,
    registeredDate: order.invoiceRegisteredDate ?? order.dispatchedDate,
    isPrinted: null,
    isClosed: null,
    fetchedAt: order.fetchedAt,
  });
}

const { Connection } = connectionTypes('Invoice', Invoice);

@ObjectType({ simpleResolvers: true, description: 'Invoices of several channels in one list.' })
export class InvoiceConnection extends Connection {
  @Field(() => [ChannelResult], { description: 'How each chosen channel fared.' })
  channels!: ChannelResult[];

  static of(page: PageRows<Invoice>, channels: ChannelResult[]): InvoiceConnection {
    return Object.assign(new InvoiceConnection(page), { channels });
  }
}
