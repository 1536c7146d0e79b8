import type { Receiver } from '../../../sandbox/emulator.js';
import { refusedFor } from './refusals.js';

export interface OrderItem {
  readonly goodsNumber: number;
  readonly quantity: number;
}

/** An order as its sender wishes it. */
export interface OrderRequest {
  readonly oaType: OaType;
  /** Null: to be made. */
  readonly oaOrderNo: string | null;
  /** Null where the server itself says where it goes (opo). */
  readonly destination: Pick<Receiver, 'name' | 'zipCode' | 'address' | 'addressDetail'> | null;
  readonly phone: string;
  readonly mobile: string;
  readonly settleKind: SettleKind;
  readonly memo: string | null;
  readonly items: readonly OrderItem[];
}

const OA_TYPES = ['api', 'storefarm', 'emp', 'talkstore', 'mall', 'opo'] as const;
export type OaType = (typeof OA_TYPES)[number];

/** Bank transfer (무통장), or from the cash balance (캐쉬). */
const SETTLE_KINDS = ['a', 's'] as const;
export type SettleKind = (typeof SETTLE_KINDS)[number];

const LEAST_NAME = 2;
const LEAST_ZIP_CODE = 5;
const MOST_MEMO = 100;
const MOST_ORDER_NO = 100;
const MOST_PHONE = 15;

/**
 * Reads the JSON of the field `data`, in the order of the document's fields.
 * @throws Refused with 001, 002, 101, 102 or 104.
 * @evidence documented
 */
export function readOrderRequest(data: string | undefined): OrderRequest {
  const form = new Form(parse(data));
  const oaType = form.choice('oaType', OA_TYPES, 'api');
  const oaOrderNo = form.optional('oaOrderNo', 1, MOST_ORDER_NO);
  const name = oaType === 'opo' ? null : form.text('nameReceiver', LEAST_NAME);
  const phone = form.text('phoneReceiver', 1, MOST_PHONE);
  const mobile = form.text('mobileReceiver', 1, MOST_PHONE);
  const destination = name === null ? null : { name, ...readAddress(form) };
  const settleKind = form.choice('settleKind', SETTLE_KINDS, 'a');
  if (settleKind === 'a') form.text('bankSender', 1);
  form.consent('doubleCheck');
  const memo = form.optional('memo', 0, MOST_MEMO);
  const items = readItems(form.list('orderItem'));
  if (new Set(items.map(({ goodsNumber }) => goodsNumber)).size < items.length) throw refusedFor('102', 'orderItem');
  return { oaType, oaOrderNo, destination, phone, mobile, settleKind, memo, items };
}

const readAddress = (form: Form): { zipCode: string; address: string; addressDetail: string } => ({
  zipCode: form.text('zipCode', LEAST_ZIP_CODE),
  address: form.text('address', 1),
  addressDetail: form.text('address2', 1),
});

/** @evidence assumed */
function parse(data: string | undefined): Record<string, unknown> {
  if (data === undefined || data.trim() === '') throw refusedFor('001', 'data');
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw refusedFor('002', 'data');
  }
  return asObject(value, 'data');
}

function asObject(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusedFor('002', name);
  return value as Record<string, unknown>;
}

/** That 104 means an order of nothing is our reading. @evidence assumed */
function readItems(list: readonly unknown[]): OrderItem[] {
  if (list.length === 0) throw refusedFor('104', 'orderItem');
  return list.map((item) => {
    const form = new Form(asObject(item, 'orderItem'));
    return { goodsNumber: form.positive('goodsNo'), quantity: form.positive('ea') };
  });
}

/** Reads fields: 001 where one is missing, null or empty, 002 where it is of another form. @evidence assumed */
class Form {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  /** Lengths are counted in characters, not in UTF-16 units. */
  text(name: string, least: number, most = Infinity): string {
    const value = this.#required(name);
    if (typeof value !== 'string') throw refusedFor('002', name);
    const length = [...value.trim()].length;
    if (length < least || length > most) throw refusedFor('002', name);
    return value;
  }

  optional(name: string, least: number, most: number): string | null {
    const value = this.values[name] ?? null;
    if (value === null) return null;
    if (typeof value !== 'string') throw refusedFor('002', name);
    const length = [...value].length;
    if (length < least || length > most) throw refusedFor('002', name);
    return value;
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.values[name] ?? fallback;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw refusedFor('002', name);
    return found;
  }

  /** The document says int and sends a text: both pass. */
  consent(name: string): void {
    const value = this.#required(name);
    if (typeof value !== 'number' && typeof value !== 'string') throw refusedFor('002', name);
    if (String(value) !== '1') throw refusedFor('101', name);
  }

  list(name: string): readonly unknown[] {
    const value = this.#required(name);
    if (!Array.isArray(value)) throw refusedFor('002', name);
    return value;
  }

  positive(name: string): number {
    const value = this.#required(name);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) throw refusedFor('002', name);
    return value;
  }

  #required(name: string): unknown {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') throw refusedFor('001', name);
    return value;
  }
}
