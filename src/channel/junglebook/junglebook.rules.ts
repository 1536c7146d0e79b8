import type { SupplierOrderRequest } from '../../model/supplier-order.js';
import { SettleKind } from '../../model/supplier-order.js';
import type { SupplierProblem } from '../supply.js';
import type { ChannelCode } from './junglebook.refusals.js';
import { MEANINGS } from './junglebook.refusals.js';

/** Source of all limits: order intake API, documented, unless marked otherwise. */
const NAME_LETTERS = 2;
const MEMO_LETTERS = 100;
/** Of the order query's document. */
const NUMBER_LETTERS = 100;
/** New: five digits. Old: six, with or without a hyphen. */
const ZIP_CODE = /^(\d{5}|\d{3}-?\d{3})$/;
/** What no address of a later query could hold. */
const UNASKABLE = /^\.{1,2}$|\p{Cs}/u;
const TEL = /^(\d{2,4}-\d{3,4}-\d{4}|1\d{3}-\d{4})$/;
/** Area code, exchange, number: Seoul, virtual numbers, everybody else; or a nationwide number of two parts. */
const BARE_TELS = [
  /^(02)(\d{3,4})(\d{4})$/,
  /^(050\d)(\d{3,4})(\d{4})$/,
  /^(0\d{2})(\d{3,4})(\d{4})$/,
  /^(1\d{3})(\d{4})$/,
];

type Check = (request: SupplierOrderRequest) => SupplierProblem | null;

/** As the supplier would check: parameters in the order of its document, then the order as a whole. */
export function problemsOf(request: SupplierOrderRequest): SupplierProblem[] {
  const own = CHECKS.flatMap((check) => check(request) ?? []);
  const items = request.items.flatMap((_item, index) => ITEM_CHECKS.flatMap((check) => check(request, index) ?? []));
  return [...own, ...items].sort((a, b) => rankOf(a) - rankOf(b));
}

/** 001 and 002 are found parameter by parameter, and only then each of the 1xx (assumed). */
const rankOf = ({ channelCode }: SupplierProblem): number => (channelCode.startsWith('0') ? 0 : Number(channelCode));

/**
 * A telephone number as the supplier writes it (`010-1234-5678`), hyphens added where there are none; null: it is none. That only
 * this form is taken is assumed.
 */
export function telOf(text: string): string | null {
  const tel = text.replace(/\s/g, '');
  if (TEL.test(tel)) return tel;
  const parts = BARE_TELS.map((pattern) => pattern.exec(tel)).find((match) => match !== null);
  return parts ? parts.slice(1).join('-') : null;
}

const lettersOf = (text: string): number => [...text].length;
const isBlank = (text: string): boolean => text.trim() === '';

const problem = (code: ChannelCode, parameter: string, field: string, rule: string): SupplierProblem => ({
  field,
  message: `${field} ${rule}`,
  parameter,
  channelCode: code,
  channelMessage: MEANINGS[code].words,
});

/** Blank: 001; else wrong: 002. */
const text =
  (
    field: 'receiverName' | 'receiverTel' | 'receiverMobile' | 'zipCode' | 'address' | 'addressDetail',
    parameter: string,
    required: string,
    rule: { readonly isKept: (text: string) => boolean; readonly words: string } | null = null,
  ): Check =>
  (request) => {
    const value = request[field];
    if (isBlank(value)) return problem('001', parameter, field, required);
    return rule === null || rule.isKept(value) ? null : problem('002', parameter, field, rule.words);
  };

const TEL_RULE = {
  isKept: (value: string) => telOf(value) !== null,
  words: 'must be a telephone number like 010-1234-5678',
};

const CHECKS: readonly Check[] = [
  ({ externalOrderNumber }) => {
    const rule = `must have 1 to ${NUMBER_LETTERS} characters; leave it out, and Moa makes one`;
    const letters = isBlank(externalOrderNumber) ? 0 : lettersOf(externalOrderNumber);
    const isKept = letters >= 1 && letters <= NUMBER_LETTERS && !UNASKABLE.test(externalOrderNumber);
    return isKept ? null : problem('002', 'oaOrderNo', 'externalOrderNumber', rule);
  },
  text('receiverName', 'nameReceiver', 'must be given', {
    isKept: (value) => lettersOf(value.trim()) >= NAME_LETTERS,
    words: `must have at least ${NAME_LETTERS} characters`,
  }),
  text('receiverTel', 'phoneReceiver', 'must be given', TEL_RULE),
  text('receiverMobile', 'mobileReceiver', 'must be given; it may repeat receiverTel', TEL_RULE),
  text('zipCode', 'zipCode', 'must be given', {
    isKept: (value) => ZIP_CODE.test(value.trim()),
    words: 'must be a zip code: 5 digits, or 6 of an old one',
  }),
  text('address', 'address', 'must be given'),
  text('addressDetail', 'address2', 'must not be empty; give "-" where there is none'),
  ({ settleKind, depositorName }) => {
    const isMissing = settleKind === SettleKind.BANK_TRANSFER && isBlank(depositorName ?? '');
    const rule = 'must be given for BANK_TRANSFER: the name on the transfer';
    return isMissing ? problem('001', 'bankSender', 'depositorName', rule) : null;
  },
  ({ purchaseAgreed }) =>
    purchaseAgreed ? null : problem('101', 'doubleCheck', 'purchaseAgreed', 'must be true for the order to be taken'),
  ({ memo }) => {
    const letters = lettersOf(memo ?? '');
    const rule = `may have at most ${MEMO_LETTERS} characters, but has ${letters}`;
    return letters <= MEMO_LETTERS ? null : problem('002', 'memo', 'memo', rule);
  },
  ({ items }) => (items.length > 0 ? null : problem('001', 'orderItem', 'items', 'must hold at least one item')),
];

type ItemCheck = (request: SupplierOrderRequest, index: number) => SupplierProblem | null;

const ITEM_CHECKS: readonly ItemCheck[] = [
  ({ items }, index) => {
    const rule = 'must be a positive whole number';
    const isNumber = /^[1-9]\d*$/.test(items[index]!.goodsNumber);
    return isNumber ? null : problem('002', 'goodsNo', `items.${index}.goodsNumber`, rule);
  },
  ({ items }, index) => {
    const { quantity } = items[index]!;
    const isCount = Number.isInteger(quantity) && quantity >= 1;
    return isCount ? null : problem('002', 'ea', `items.${index}.quantity`, `must be 1 or more, but is ${quantity}`);
  },
  ({ items }, index) => {
    const { goodsNumber } = items[index]!;
    const first = items.findIndex((item) => item.goodsNumber === goodsNumber);
    const rule = `repeats items.${first}.goodsNumber ${goodsNumber}: order the same goods in one item`;
    return first === index ? null : problem('102', 'orderItem', `items.${index}.goodsNumber`, rule);
  },
];
