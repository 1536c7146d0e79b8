/** One row of the courier table. */
export interface Courier {
  readonly code: string;
  /** As `deliveryCompanyName` prints it. */
  readonly name: string;
  /** How many digits its invoice numbers have; null where the table names none. */
  readonly digits: readonly number[] | null;
}

const from8To16 = [8, 9, 10, 11, 12, 13, 14, 15, 16];

/**
 * `CJ 대한통운` is printed in the samples; how order sheets print the other names is assumed to be as in the table.
 * @evidence documented
 */
const table: readonly (readonly [code: string, name: string, digits: readonly number[] | null])[] = [
  ['CJGLS', 'CJ 대한통운', [10, 12]],
  ['HYUNDAI', '롯데택배', [10, 12, 13]],
  ['HANJIN', '한진택배', [10, 12]],
  ['EPOST', '우체국', [13]],
  ['KGB', '로젠택배', [10, 11]],
  ['KDEXP', '경동택배', from8To16],
  ['DAESIN', '대신택배', [13]],
  ['ILYANG', '일양택배', from8To16],
  ['CHUNIL', '천일택배', [11]],
  ['HDEXP', '합동택배', from8To16],
  ['CVS', '편의점 CVS택배', [10, 12]],
  ['CVSNET', 'GS편의점(포스트박스)', null],
  ['DIRECT', '업체직송', null],
  ['REGISTPOST', '우편등기', [13]],
  ['EMS', '우체국 EMS', null],
  ['DHL', 'DHL', [10, 13, 20]],
  ['UPS', 'UPS', [9, 18]],
  ['FEDEX', 'FEDEX', null],
  ['TNT', 'TNT', null],
  ['USPS', 'USPS', null],
  ['KOREX', '대한통운', [10, 12]],
  ['KUNYOUNG', '건영택배', null],
  ['SLX', 'SLX', null],
  ['YONGMA', '용마로지스', null],
  ['SEBANG', '세방', null],
  ['NHLOGIS', '농협택배', null],
  ['HONAM', '우리택배', null],
];

/** Codes of the older list, printed there without names or digits. */
const otherCodes =
  'AJOU CSLOGIS KGBPS COUPANG IPARCEL GSMNTON SWGEXP PANTOS ACIEXPRESS DAEWOON AIRBOY KGLNET LINEEXPRESS TWOFASTEXP ' +
  'ECMS SELC WONDERS LOTTEGLOBAL GSIEXPRESS EFS DHLGLOBALMAIL DONGBU INNOGIS IQS';

const couriers: ReadonlyMap<string, Courier> = new Map([
  ...table.map(([code, name, digits]) => [code, { code, name, digits }] as const),
  ...otherCodes.split(' ').map((code) => [code, { code, name: code, digits: null }] as const),
]);

export const courierOf = (code: string): Courier | null => couriers.get(code) ?? null;

/** Digits alone, as many as the courier's numbers have. */
export const isInvoiceNumber = (courier: Courier, invoiceNumber: string): boolean =>
  /^\d+$/.test(invoiceNumber) && (courier.digits === null || courier.digits.includes(invoiceNumber.length));

/** 업체직송: the seller brings it himself; no tracking. */
export const isDirect = (courier: Courier): boolean => courier.code === 'DIRECT';
