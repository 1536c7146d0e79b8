import iconv from 'iconv-lite';
import { MINUTE, SECOND } from '../../src/base/time.js';
import { Marketplace } from '../../src/model/marketplace.js';
import type { LineToPlace } from '../../src/sandbox/emulator.js';

/**
 * What the fact sheets say of a marketplace, as far as a comparison needs it. Written from the sheets (section "Mapping to
 * the canonical model") and the contract's enums alone, so that a slip in an adapter's table shows.
 */
export interface Book {
  /** The contract's OrderStatus by the marketplace's word; the part before a slash where the status has two parts. */
  readonly statuses: Readonly<Record<string, string>>;
  /** Where the status has no word for it: delivered lines whose purchase is confirmed. */
  readonly confirmedPurchaseOf?: string;
  /** Its words for a line whose cancel the seller granted while the refund is still to come. */
  readonly granted?: readonly string[];
  /** It numbers a claim only when the seller grants it: until then, and so always here, the moment tells it from others. */
  readonly numbersClaimsLate?: true;
  /** Finest step of its dates, in milliseconds. */
  readonly resolution: number;
  /** Of the dates of its claims, where it is another. */
  readonly claimResolution?: number;
  /** Between the two parts of an address. */
  readonly addressSeparator: string;
  /** Its codes of two couriers that all marketplaces take. */
  readonly couriers: Readonly<Record<string, string>>;
  readonly hasUnpaid: boolean;
  /** Price of one unit as it tells it. */
  readonly unitPrice: (goods: LineToPlace) => number;
  /** What its encoding leaves of a text. */
  readonly readable: (text: string) => string;
}

const plain = (text: string): string => text;
const withoutOption = ({ unitPrice }: LineToPlace): number => unitPrice;

/** GetDeliveryStatus counts states so, with the state of a claim after it; 1 to 5 are the order list's too. */
const esm: Book = {
  statuses: {
    '0': 'PAYMENT_PENDING',
    '1': 'PAID',
    '2': 'CONFIRMED',
    '3': 'IN_TRANSIT',
    '4': 'DELIVERED',
    '5': 'PURCHASE_CONFIRMED',
    '6/1': 'CONFIRMED',
    '6/2': 'CANCELED',
    '6/3': 'CANCELED',
    '10': 'CANCELED',
  },
  resolution: 1,
  addressSeparator: ' ',
  couriers: { CJ_LOGISTICS: '10013', LOTTE: '10008' },
  hasUnpaid: true,
  unitPrice: withoutOption,
  readable: plain,
};

const books: Partial<Record<Marketplace, Book>> = {
  [Marketplace.OWN_MALL]: {
    statuses: {
      UNPAID: 'PAYMENT_PENDING',
      PAID: 'PAID',
      CONFIRMED: 'CONFIRMED',
      SHIPPING: 'IN_TRANSIT',
      DELIVERED: 'DELIVERED',
      PURCHASE_CONFIRMED: 'PURCHASE_CONFIRMED',
      CANCELED: 'CANCELED',
    },
    resolution: SECOND,
    addressSeparator: ', ',
    couriers: { CJ_LOGISTICS: 'CJ', LOTTE: 'LOTTE' },
    hasUnpaid: true,
    unitPrice: withoutOption,
    readable: plain,
  },
  [Marketplace.COUPANG]: {
    statuses: {
      ACCEPT: 'PAID',
      INSTRUCT: 'CONFIRMED',
      DEPARTURE: 'DISPATCHED',
      DELIVERING: 'IN_TRANSIT',
      FINAL_DELIVERY: 'DELIVERED',
      NONE_TRACKING: 'DISPATCHED',
      CANCELED: 'CANCELED',
    },
    confirmedPurchaseOf: 'FINAL_DELIVERY',
    resolution: SECOND,
    addressSeparator: ' ',
    couriers: { CJ_LOGISTICS: 'CJGLS', LOTTE: 'HYUNDAI' },
    hasUnpaid: false,
    // Every option has its own price.
    unitPrice: ({ unitPrice, optionPrice }) => unitPrice + optionPrice,
    readable: plain,
  },
  [Marketplace.ELEVENST]: {
    statuses: {
      '102': 'PAYMENT_PENDING',
      '202': 'PAID',
      '301': 'CONFIRMED',
      '401': 'IN_TRANSIT',
      '501': 'DELIVERED',
      '701': 'CONFIRMED',
      '901': 'PURCHASE_CONFIRMED',
      B01: 'CANCELED',
    },
    resolution: SECOND,
    addressSeparator: ' ',
    couriers: { CJ_LOGISTICS: '00034', LOTTE: '00012' },
    hasUnpaid: true,
    unitPrice: withoutOption,
    // Its answers are EUC-KR (CP949), which has no emoji: they arrive as question marks.
    readable: (text) => iconv.decode(iconv.encode(text, 'cp949'), 'cp949'),
  },
  [Marketplace.SMARTSTORE]: {
    statuses: {
      PAYMENT_WAITING: 'PAYMENT_PENDING',
      'PAYED/NOT_YET': 'PAID',
      'PAYED/OK': 'CONFIRMED',
      DELIVERING: 'IN_TRANSIT',
      DELIVERED: 'DELIVERED',
      PURCHASE_DECIDED: 'PURCHASE_CONFIRMED',
      CANCELED: 'CANCELED',
      CANCELED_BY_NOPAYMENT: 'CANCELED',
    },
    resolution: 1,
    addressSeparator: ' ',
    couriers: { CJ_LOGISTICS: 'CJGLS', LOTTE: 'HYUNDAI' },
    hasUnpaid: true,
    unitPrice: withoutOption,
    readable: plain,
  },
  [Marketplace.CAFE24]: {
    statuses: {
      N00: 'PAYMENT_PENDING',
      N10: 'PAID',
      N20: 'CONFIRMED',
      N30: 'IN_TRANSIT',
      N40: 'DELIVERED',
      N50: 'PURCHASE_CONFIRMED',
      'C00/N10': 'PAID',
      'C00/N20': 'CONFIRMED',
      C10: 'CANCELED',
      C40: 'CANCELED',
      C47: 'CANCELED',
      C48: 'CANCELED',
    },
    granted: ['C10'],
    numbersClaimsLate: true,
    resolution: SECOND,
    addressSeparator: ' ',
    couriers: { CJ_LOGISTICS: '0006', LOTTE: '0079' },
    hasUnpaid: true,
    unitPrice: withoutOption,
    readable: plain,
  },
  [Marketplace.GMARKET]: esm,
  // Dates of orders are whole minutes; of claims they have their fractions.
  [Marketplace.AUCTION]: { ...esm, resolution: MINUTE, claimResolution: 1 },
};

/** Finest step of the dates of claims, in milliseconds. */
export const claimResolutionOf = ({ resolution, claimResolution = resolution }: Book): number => claimResolution;

/** @throws for a marketplace that nobody has written the book of yet. */
export function bookOf(marketplace: Marketplace): Book {
  const book = books[marketplace];
  if (!book)
    throw new Error(`test/model/marketplaces.ts knows nothing of ${marketplace}: write it from its fact sheet`);
  return book;
}

/** @throws for a status word that is in no table. */
export function statusOf(book: Book, native: string, isPurchaseConfirmed: boolean): string {
  const first = native.split('/')[0] ?? '';
  if (isPurchaseConfirmed && first === book.confirmedPurchaseOf) return 'PURCHASE_CONFIRMED';
  const status = book.statuses[native] ?? book.statuses[first];
  if (!status) throw new Error(`no status stands for ${native}`);
  return status;
}

/** The contract's CancellationStatus and ClaimStatus by what became of a claim. */
export const CLAIM_WORDS = {
  REQUESTED: { cancellation: 'REQUESTED', claimStatus: 'CANCEL_REQUESTED' },
  WITHDRAWN: { cancellation: 'WITHDRAWN', claimStatus: 'CANCEL_WITHDRAWN' },
  REJECTED: { cancellation: 'REJECTED', claimStatus: 'CANCEL_REJECTED' },
  COMPLETED: { cancellation: 'COMPLETED', claimStatus: 'CANCELED' },
} as const;
