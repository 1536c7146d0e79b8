import { createHash } from 'node:crypto';
import type { ActionRequest } from '../action/action.store.js';
import type { SupplierGoodsLine, SupplierOrderRequest } from '../model/supplier-order.js';
import { SettleKind, SupplierOrderSource } from '../model/supplier-order.js';
import type { PlaceSupplierOrderInput } from './supplier-order.input.js';

/** What was asked, with every default filled in: journaled, and compared when a key is used again. */
export interface AskedOrder extends Record<string, unknown> {
  readonly channelId: string;
  readonly source: SupplierOrderSource;
  /** Null: none was given. */
  readonly externalOrderNumber: string | null;
  readonly receiverName: string;
  readonly receiverTel: string;
  readonly receiverMobile: string;
  readonly zipCode: string;
  readonly address: string;
  readonly addressDetail: string;
  readonly settleKind: SettleKind;
  readonly depositorName: string | null;
  readonly purchaseAgreed: boolean;
  readonly memo: string | null;
  readonly items: readonly { readonly goodsNumber: number; readonly quantity: number }[];
  readonly test: boolean;
}

const optional = (text: string | null | undefined): string | null => text?.trim() || null;

export const askedOf = (input: PlaceSupplierOrderInput): AskedOrder => ({
  channelId: input.channelId,
  source: input.source ?? SupplierOrderSource.API,
  externalOrderNumber: input.externalOrderNumber?.trim() ?? null,
  receiverName: input.receiverName.trim(),
  receiverTel: input.receiverTel.trim(),
  receiverMobile: input.receiverMobile.trim(),
  zipCode: input.zipCode.trim(),
  address: input.address.trim(),
  addressDetail: input.addressDetail.trim(),
  settleKind: input.settleKind ?? SettleKind.BANK_TRANSFER,
  depositorName: optional(input.depositorName),
  purchaseAgreed: input.purchaseAgreed,
  memo: optional(input.memo),
  items: input.items.map(({ goodsNumber, quantity }) => ({ goodsNumber, quantity })),
  test: input.test ?? false,
});

/** The same in the words of a supplier's adapter. */
export const requestOf = (asked: AskedOrder, externalOrderNumber: string): SupplierOrderRequest => ({
  source: asked.source,
  externalOrderNumber,
  receiverName: asked.receiverName,
  receiverTel: asked.receiverTel,
  receiverMobile: asked.receiverMobile,
  zipCode: asked.zipCode,
  address: asked.address,
  addressDetail: asked.addressDetail,
  settleKind: asked.settleKind,
  depositorName: asked.depositorName,
  purchaseAgreed: asked.purchaseAgreed,
  memo: asked.memo,
  items: asked.items.map(({ goodsNumber, quantity }) => ({ goodsNumber: String(goodsNumber), quantity })),
  test: asked.test,
});

/**
 * The number under which an order goes where the caller gave none. No order leaves without one: it is how the supplier knows a
 * repeat, and how an order whose answer was lost is found again.
 *
 * With an idempotency key it follows from the key and what was asked, so that even another instance, or one whose journal was
 * lost, sends the repeat under the same number. Without a key it is the journal row's own: each new action is a new order.
 */
export function madeNumberOf(action: ActionRequest & { readonly key: string }): string {
  const { idempotencyKey, requestedBy, input } = action;
  if (idempotencyKey === null) return `MOA-${action.key}`;
  const content = JSON.stringify([requestedBy, idempotencyKey, input]);
  return `MOA-${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}

/** What an answer tells of an order that the supplier holds. */
export interface HeldOrder {
  readonly receiverName: string | null;
  /** Null: not told. */
  readonly items: readonly SupplierGoodsLine[] | null;
}

/**
 * Whether an order found under our number is the one asked for: the same receiver and, where they are told, the same goods. Own
 * goods go to the supplier's warehouse whatever receiver was named, so there only the goods tell.
 */
export function isSameOrder(request: SupplierOrderRequest, held: HeldOrder): boolean {
  if (held.items !== null && linesOf(held.items) !== linesOf(request.items)) return false;
  if (request.source === SupplierOrderSource.OWN_GOODS) return held.items !== null;
  return held.receiverName !== null && isSameName(held.receiverName, request.receiverName);
}

/** Length to which a supplier may cut a name (Junglebook's documented column has 20). */
const CUT_NAME = 20;

function isSameName(held: string, asked: string): boolean {
  const [a, b] = [held, asked].map((name) => name.replace(/\s/g, ''));
  return a === b || (held.length >= CUT_NAME && asked.startsWith(held));
}

const linesOf = (items: readonly SupplierGoodsLine[]): string =>
  JSON.stringify(items.map(({ goodsNumber, quantity }) => `${goodsNumber} ${quantity}`).sort());
