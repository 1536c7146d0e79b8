import type { OrderPeople } from '../../model/order.js';
import { text } from './cafe24.fields.js';
import type { WireItem, WireOrder, WireReceiver } from './cafe24.wire.js';

/** Buyer, receiver and address of one line; what was not embedded is not carried. */
export function peopleOf(order: WireOrder, item: WireItem): Partial<OrderPeople> {
  return { ...buyerOf(order), ...receiverFieldsOf(order, item) };
}

function buyerOf(order: WireOrder): Partial<OrderPeople> {
  const buyerId = text(order, 'member_id');
  const { buyer } = order;
  if (buyer === undefined) return { buyerId };
  return {
    buyerId,
    // The payer may be another person than the buyer; better than nobody.
    senderName: text(buyer, 'name') ?? text(order, 'billing_name'),
    senderTel: phone(text(buyer, 'cellphone')),
    senderTel2: phone(text(buyer, 'phone')),
  };
}

function receiverFieldsOf(order: WireOrder, item: WireItem): Partial<OrderPeople> {
  if (order.receivers === undefined) return {};
  const receiver = receiverOf(order.receivers ?? [], text(item, 'shipping_code'));
  return {
    receiverName: text(receiver, 'name'),
    receiverTel: phone(text(receiver, 'virtual_phone_no') ?? text(receiver, 'cellphone')),
    receiverTel2: phone(text(receiver, 'phone')),
    zipCode: text(receiver, 'zipcode'),
    receiverAddress: addressOf(receiver),
    shippingMemo: text(receiver, 'shipping_message'),
  };
}

/** One receiver per delivery number (documented); a lone one is everybody's. */
function receiverOf(receivers: readonly WireReceiver[], shippingCode: string | null): WireReceiver | null {
  const own = receivers.find((receiver) => shippingCode !== null && text(receiver, 'shipping_code') === shippingCode);
  return own ?? (receivers.length === 1 ? receivers[0]! : null);
}

/** Street, city, state and country are empty at home. */
function addressOf(receiver: WireReceiver | null): string | null {
  const full = text(receiver, 'address_full');
  if (full !== null) return full;
  const names = ['address1', 'address2', 'address_street', 'address_city', 'address_state', 'country_name'] as const;
  const parts = names.map((name) => text(receiver, name)).filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

/** Korean numbers by their first digits: how many each part has. */
const PATTERNS: readonly RegExp[] = [
  /^(050\d)(\d{3,4})(\d{4})$/, // safe number
  /^(02)(\d{3,4})(\d{4})$/,
  /^(0\d{2})(\d{3,4})(\d{4})$/,
  /^(1\d{3})(\d{4})$/,
];

/** Forms differ within one order (observed): Korean numbers get their hyphens, others stay as they are. */
export function phone(number: string | null): string | null {
  if (number === null) return null;
  const digits = number.replace(/[\s-]/g, '');
  for (const pattern of PATTERNS) {
    const match = pattern.exec(digits);
    if (match) return match.slice(1).join('-');
  }
  return number;
}
