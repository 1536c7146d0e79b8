import type { Goods } from './catalogue.js';

/** Codes that name a parameter, and their words. @evidence documented */
const ORDER_ERRORS = {
  '001': 'parameter required',
  '002': 'invalid argument',
  '101': 'must be "1" for checking your purchase',
  '102': 'duplicate items are ordered',
  '103': 'items that can not be ordered',
  '104': 'request order items are not matched',
  '105': 'duplicate order',
} as const;

/** Codes that show the goods, and their words. @evidence documented */
const GOODS_ERRORS = {
  '201': 'can not found matched goods',
  '202': 'invalid option',
  '203': 'invalid bundle order quantity',
  '204': 'invalid min order quantity',
  '205': 'invalid max order quantity',
  '206': 'runout',
  '207': 'not enough stock',
  '208': 'items that can not be ordered by request of supplier',
} as const;

export type OrderErrorCode = keyof typeof ORDER_ERRORS;
export type GoodsErrorCode = keyof typeof GOODS_ERRORS;

/** The order is not taken; what the answer says of why. */
export class Refused extends Error {
  constructor(readonly body: unknown) {
    super('the order is not taken');
  }
}

/** Taken as a number here, and as a text where goods are the reason. */
const PAYMENT_NOT_TRIED = {
  successs: 0,
  payResultMsg: 'did not even try because order failed',
  cashBalance: '0',
  payAmount: 0,
};

/** @param parameter the field's name; of a duplicate, an object. @evidence documented */
export const refusedFor = (errCode: OrderErrorCode, parameter: unknown): Refused =>
  new Refused({
    orderResult: { success: 0, errCode, parameter, errMsg: ORDER_ERRORS[errCode] },
    payResult: PAYMENT_NOT_TRIED,
  });

/** Shown for 206 alone; the other goods errors are taken to look alike. @evidence documented */
export const refusedGoods = (errCode: GoodsErrorCode, goodsNumber: number, goods: Goods | undefined): Refused =>
  new Refused({
    payResult: { ...PAYMENT_NOT_TRIED, bankAccount: '1', bankSender: null },
    orderResult: {
      success: '0',
      goodsData: goods ? goodsData(goods) : unknownGoods(goodsNumber),
      errCode,
      errMsg: GOODS_ERRORS[errCode],
    },
  });

/** Goods as a refusal shows them: every value a text. */
const goodsData = (goods: Goods): Record<string, string> => ({
  goodsNo: String(goods.goodsNumber),
  goodsNm: goods.name,
  categoryCode: goods.categoryCode,
  categoryNm: goods.categoryName,
  origin: goods.origin,
  maker: goods.maker,
  brand: goods.brand,
  goodsPrice: String(goods.price),
  suggestionSalesPrice: String(goods.suggestedPrice),
  goodsDetail: goods.detail,
  goodsImage: goods.image,
  goodsStock: String(goods.stock),
  runout: goods.isRunOut ? '1' : '0',
  open: goods.isOpen ? '1' : '0',
  EAD: goods.restockDate ?? '',
  inPackageEA: String(goods.packageUnit),
  tags: '',
});

const DATA_FIELDS = [
  'goodsNo',
  'goodsNm',
  'categoryCode',
  'categoryNm',
  'origin',
  'maker',
  'brand',
  'goodsPrice',
  'suggestionSalesPrice',
  'goodsDetail',
  'goodsImage',
  'goodsStock',
  'runout',
  'open',
  'EAD',
  'inPackageEA',
  'tags',
];

/** Nothing is known of goods that do not exist. @evidence assumed */
const unknownGoods = (goodsNumber: number): Record<string, string> => ({
  ...Object.fromEntries(DATA_FIELDS.map((field) => [field, ''])),
  goodsNo: String(goodsNumber),
});
