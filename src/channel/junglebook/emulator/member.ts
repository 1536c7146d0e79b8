/** The buyer whose key it is. Nobody's name, phones or address. */
export const MEMBER = {
  name: '김하늘',
  company: '견본상점',
  phone: '02-000-0012',
  cellPhone: '010-0000-0012',
};

/** Where goods of the buyer's own are sent (자사상품 발주). */
export const LOGISTICS_CENTRE = { zipCode: '18000', address: '경기도 견본시 물류로 1', addressDetail: 'A동 1층' };

/** Balance at first, in won. */
export const FIRST_CASH = 200_000;
