import { Fulfilment } from '../fulfilment/fulfilment.entity.js';
import { Order } from '../order/order.entity.js';
import { SupplierOrder } from '../supply/supplier-order.entity.js';
import type { Viewer } from './viewer.js';

/** `김하늘` becomes `김**`. */
const maskName = (name: string | null): string | null =>
  name ? [...name][0]! + '*'.repeat([...name].length - 1) : name;

/** `010-1234-5678` becomes `***-****-5678`. */
const maskTel = (tel: string | null): string | null =>
  tel ? tel.slice(0, -4).replace(/\d/g, '*') + tel.slice(-4) : tel;

/** Province and city stay: `서울특별시 강남구 ***`; of an address without blanks no more than their length. */
const maskAddress = (address: string | null): string | null =>
  address ? `${address.split(' ').slice(0, 2).join(' ').slice(0, 9)} ***` : address;

/** What a viewer's key sees of an order: everything but the people in it. */
export function present(order: Order, viewer: Viewer): Order {
  if (viewer.role !== 'viewer') return order;
  return Object.assign(new Order(), order, {
    buyerId: maskName(order.buyerId),
    senderName: maskName(order.senderName),
    senderTel: maskTel(order.senderTel),
    senderTel2: maskTel(order.senderTel2),
    receiverName: maskName(order.receiverName),
    receiverTel: maskTel(order.receiverTel),
    receiverTel2: maskTel(order.receiverTel2),
    receiverAddress: maskAddress(order.receiverAddress),
    shippingMemo: order.shippingMemo ? '***' : order.shippingMemo,
  });
}

/** As {@link present}, of an order that was placed with a supplier. */
export function presentSupplierOrder(order: SupplierOrder, viewer: Viewer): SupplierOrder {
  if (viewer.role !== 'viewer') return order;
  return Object.assign(new SupplierOrder(), order, {
    receiverName: maskName(order.receiverName),
    receiverTel: maskTel(order.receiverTel),
    receiverMobile: maskTel(order.receiverMobile),
    address: maskAddress(order.address),
    depositorName: maskName(order.depositorName),
    memo: order.memo ? '***' : order.memo,
  });
}

/** As {@link present}, of what a fulfilment service holds. */
export function presentFulfilment(row: Fulfilment, viewer: Viewer): Fulfilment {
  if (viewer.role !== 'viewer') return row;
  return Object.assign(new Fulfilment(), row, {
    receiverName: maskName(row.receiverName),
    receiverTel: maskTel(row.receiverTel),
    receiverTel2: maskTel(row.receiverTel2),
    receiverAddress: maskAddress(row.receiverAddress),
    customerName: maskName(row.customerName),
    customerTel: maskTel(row.customerTel),
    customerTel2: maskTel(row.customerTel2),
    customerAddress: maskAddress(row.customerAddress),
  });
}
