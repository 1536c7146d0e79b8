import { ErrorCode } from '../../model/error-code.js';
import type { Refusal } from '../channel.js';
import type { SupplierRefusal } from '../supply.js';
import { textOf } from './junglebook.fields.js';
import type { OrderResult } from './junglebook.wire.js';

interface Meaning {
  readonly code: ErrorCode;
  /** The supplier's own words of this code. */
  readonly words: string;
  /** Ours: what is wrong, and what would be right. */
  readonly message: string;
  /** The same order may be taken later without anybody changing it. */
  readonly retryable?: true;
}

/** Source: order intake API, "주문접수 Error codes", all 15 of them. What we make of them is ours. */
export const MEANINGS = {
  '001': {
    code: ErrorCode.BAD_INPUT,
    words: 'parameter required',
    message: 'The supplier misses a parameter; give it.',
  },
  '002': {
    code: ErrorCode.BAD_INPUT,
    words: 'invalid argument',
    message: 'The supplier cannot take a parameter as it is written; correct it.',
  },
  '101': {
    code: ErrorCode.BAD_INPUT,
    words: 'must be "1" for checking your purchase',
    message: 'The supplier takes an order only with purchaseAgreed true.',
  },
  '102': {
    code: ErrorCode.BAD_INPUT,
    words: 'duplicate items are ordered',
    message: 'The same goods stand in two items; order them in one.',
  },
  '103': {
    code: ErrorCode.CHANNEL_REJECTED,
    words: 'items that can not be ordered',
    message: 'The supplier does not sell one of these goods; leave it out.',
  },
  '104': {
    code: ErrorCode.NOT_FOUND,
    words: 'request order items are not matched',
    message: 'The supplier does not find the goods of this order; check their numbers.',
  },
  '105': {
    code: ErrorCode.DUPLICATE,
    words: 'duplicate order',
    message: 'Another order was placed under this externalOrderNumber before; duplicateOf is its number.',
  },
  '201': {
    code: ErrorCode.NOT_FOUND,
    words: 'can not found matched goods',
    message: 'The supplier has no goods of this number; check it.',
  },
  '202': {
    code: ErrorCode.BAD_INPUT,
    words: 'invalid option',
    message: 'The supplier does not take this option of the goods.',
  },
  '203': {
    code: ErrorCode.BAD_INPUT,
    words: 'invalid bundle order quantity',
    message: 'These goods are sold in bundles; order a multiple of the bundle.',
  },
  '204': {
    code: ErrorCode.BAD_INPUT,
    words: 'invalid min order quantity',
    message: 'Fewer than the supplier sells of these goods; order more.',
  },
  '205': {
    code: ErrorCode.BAD_INPUT,
    words: 'invalid max order quantity',
    message: 'More than the supplier sells of these goods at once; order fewer.',
  },
  '206': {
    code: ErrorCode.OUT_OF_STOCK,
    words: 'runout',
    message: 'The goods are sold out; goods.restockDate tells when they come, where the supplier knows.',
    retryable: true,
  },
  '207': {
    code: ErrorCode.OUT_OF_STOCK,
    words: 'not enough stock',
    message: 'Less is in stock than was ordered; goods.stock tells how much.',
  },
  '208': {
    code: ErrorCode.CHANNEL_REJECTED,
    words: 'items that can not be ordered by request of supplier',
    message: "The goods' maker has restricted their sale; leave them out.",
  },
} as const satisfies Readonly<Record<string, Meaning>>;

/** A code of the table. */
export type ChannelCode = keyof typeof MEANINGS;

const meaningOf = (code: string): Meaning | undefined =>
  Object.hasOwn(MEANINGS, code) ? MEANINGS[code as ChannelCode] : undefined;

/** What the supplier's "no" means; a code of no table is kept as it came. */
export function refusalOf(errCode: string, { errMsg }: OrderResult): Pick<SupplierRefusal, 'refusal' | 'message'> {
  const meaning = meaningOf(errCode);
  const refusal: Refusal = {
    code: meaning?.code ?? ErrorCode.CHANNEL_REJECTED,
    retryable: meaning?.retryable ?? false,
    channelCode: errCode,
    channelMessage: textOf(errMsg),
  };
  return { refusal, message: meaning?.message ?? 'The supplier refuses the order; channelMessage has its reason.' };
}
