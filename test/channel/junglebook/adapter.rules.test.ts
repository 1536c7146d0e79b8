import type { SupplierProblem } from '../../../src/channel/supply.js';
import { problemsOf, telOf } from '../../../src/channel/junglebook/junglebook.rules.js';
import type { SupplierOrderRequest } from '../../../src/model/supplier-order.js';
import { SettleKind, SupplierOrderSource } from '../../../src/model/supplier-order.js';
import { CASH, EXAMPLE, REQUEST } from './adapter.support.js';

const REQUIRED = 'parameter required';
const INVALID = 'invalid argument';

const problem = (channelCode: string, channelMessage: string, parameter: string, field: string, rule: string) =>
  ({ field, message: `${field} ${rule}`, parameter, channelCode, channelMessage }) satisfies SupplierProblem;

test.each([
  ['of the document', EXAMPLE],
  ['of the samples', REQUEST],
  ['paid by cash, without a depositor', CASH],
  ['of own goods', { ...REQUEST, source: SupplierOrderSource.OWN_GOODS }],
  ['with the shortest of everything', { ...EXAMPLE, receiverName: '김씨', addressDetail: '-', memo: null }],
  ['with the longest of everything', { ...EXAMPLE, memo: '가'.repeat(100), externalOrderNumber: '9'.repeat(100) }],
  ['with letters beyond 16 bits', { ...EXAMPLE, memo: '😀'.repeat(100), receiverName: '😀😀' }],
  ['with an old zip code', { ...EXAMPLE, zipCode: '135-080' }],
  ['with an old zip code in digits', { ...EXAMPLE, zipCode: '135080' }],
])('takes an order %s', (_, request) => {
  expect(problemsOf(request)).toEqual([]);
});

test.each<[string, Partial<SupplierOrderRequest>, SupplierProblem]>([
  [
    'an external number that is blank',
    { externalOrderNumber: ' ' },
    problem(
      '002',
      INVALID,
      'oaOrderNo',
      'externalOrderNumber',
      'must have 1 to 100 characters; leave it out, and Moa makes one',
    ),
  ],
  [
    'an external number of 101 characters',
    { externalOrderNumber: '9'.repeat(101) },
    problem(
      '002',
      INVALID,
      'oaOrderNo',
      'externalOrderNumber',
      'must have 1 to 100 characters; leave it out, and Moa makes one',
    ),
  ],
  [
    'an external number that cannot be asked for later',
    { externalOrderNumber: '..' },
    problem(
      '002',
      INVALID,
      'oaOrderNo',
      'externalOrderNumber',
      'must have 1 to 100 characters; leave it out, and Moa makes one',
    ),
  ],
  ['no receiver', { receiverName: '' }, problem('001', REQUIRED, 'nameReceiver', 'receiverName', 'must be given')],
  [
    'a receiver of one character',
    { receiverName: ' 김 ' },
    problem('002', INVALID, 'nameReceiver', 'receiverName', 'must have at least 2 characters'),
  ],
  [
    'no telephone number',
    { receiverTel: ' ' },
    problem('001', REQUIRED, 'phoneReceiver', 'receiverTel', 'must be given'),
  ],
  [
    'something else for a telephone number',
    { receiverTel: '12345' },
    problem('002', INVALID, 'phoneReceiver', 'receiverTel', 'must be a telephone number like 010-1234-5678'),
  ],
  [
    'no second telephone number',
    { receiverMobile: '' },
    problem('001', REQUIRED, 'mobileReceiver', 'receiverMobile', 'must be given; it may repeat receiverTel'),
  ],
  [
    'a foreign mobile number',
    { receiverMobile: '+82-10-1234-5678' },
    problem('002', INVALID, 'mobileReceiver', 'receiverMobile', 'must be a telephone number like 010-1234-5678'),
  ],
  ['no zip code', { zipCode: '' }, problem('001', REQUIRED, 'zipCode', 'zipCode', 'must be given')],
  [
    'a zip code of four digits',
    { zipCode: '1234' },
    problem('002', INVALID, 'zipCode', 'zipCode', 'must be a zip code: 5 digits, or 6 of an old one'),
  ],
  ['no address', { address: '' }, problem('001', REQUIRED, 'address', 'address', 'must be given')],
  [
    'no detail of the address',
    { addressDetail: '' },
    problem('001', REQUIRED, 'address2', 'addressDetail', 'must not be empty; give "-" where there is none'),
  ],
  [
    'a bank transfer by nobody',
    { depositorName: null },
    problem(
      '001',
      REQUIRED,
      'bankSender',
      'depositorName',
      'must be given for BANK_TRANSFER: the name on the transfer',
    ),
  ],
  [
    'a purchase not agreed to',
    { purchaseAgreed: false },
    problem(
      '101',
      'must be "1" for checking your purchase',
      'doubleCheck',
      'purchaseAgreed',
      'must be true for the order to be taken',
    ),
  ],
  [
    'a memo of 101 characters',
    { memo: '가'.repeat(101) },
    problem('002', INVALID, 'memo', 'memo', 'may have at most 100 characters, but has 101'),
  ],
  ['no goods', { items: [] }, problem('001', REQUIRED, 'orderItem', 'items', 'must hold at least one item')],
  [
    'goods number 0',
    { items: [{ goodsNumber: '0', quantity: 1 }] },
    problem('002', INVALID, 'goodsNo', 'items.0.goodsNumber', 'must be a positive whole number'),
  ],
  [
    'none of some goods',
    { items: [EXAMPLE.items[0]!, { goodsNumber: '7', quantity: 0 }] },
    problem('002', INVALID, 'ea', 'items.1.quantity', 'must be 1 or more, but is 0'),
  ],
  [
    'the same goods twice',
    { items: [...EXAMPLE.items, { goodsNumber: '10437', quantity: 1 }] },
    problem(
      '102',
      'duplicate items are ordered',
      'orderItem',
      'items.3.goodsNumber',
      'repeats items.1.goodsNumber 10437: order the same goods in one item',
    ),
  ],
])('refuses %s, with the code, words and parameter of the supplier', (_, change, expected) => {
  expect(problemsOf({ ...EXAMPLE, ...change })).toEqual([expected]);
});

test('names every problem, parameters before the order as a whole', () => {
  const items = [
    { goodsNumber: '7', quantity: 0 },
    { goodsNumber: '7', quantity: 1 },
  ];
  const request = { ...EXAMPLE, purchaseAgreed: false, zipCode: '', receiverName: '김', items };

  expect(problemsOf(request).map(({ channelCode, parameter }) => `${channelCode} ${parameter}`)).toEqual([
    '002 nameReceiver',
    '001 zipCode',
    '002 ea',
    '101 doubleCheck',
    '102 orderItem',
  ]);
});

test('a cash order needs no depositor', () => {
  expect(problemsOf({ ...EXAMPLE, settleKind: SettleKind.CASH, depositorName: null })).toEqual([]);
});

test.each([
  ['010-1234-5678', '010-1234-5678'],
  ['01012345678', '010-1234-5678'],
  ['010 1234 5678', '010-1234-5678'],
  ['0111234567', '011-123-4567'],
  ['0212345678', '02-1234-5678'],
  ['021234567', '02-123-4567'],
  ['0511234567', '051-123-4567'],
  ['050312345678', '0503-1234-5678'],
  ['0503-1234-5678', '0503-1234-5678'],
  ['15881234', '1588-1234'],
  ['1588-1234', '1588-1234'],
  ['010-1234-567', null],
  ['1234', null],
  ['010_1234_5678', null],
])('the telephone number %s is sent as %s', (given, sent) => {
  expect(telOf(given)).toBe(sent);
});
