import type { Site } from './site.js';

/** One row of the courier table. */
export interface Courier {
  readonly code: number;
  /** As the courier list prints it. */
  readonly name: string;
}

/**
 * Of the 201 couriers of the live list those that the sheet names. The two with `live` in their row are not in the
 * documented list.
 * @evidence documented
 */
const table: readonly (readonly [code: number, name: string])[] = [
  [10001, '대한통운'], // live
  [10003, '로젠택배'],
  [10005, '우체국택배'],
  [10006, '등기우편'],
  [10007, '한진택배'],
  [10008, '롯데택배'],
  [10013, 'CJ 대한통운 택배'],
  [10014, '대신택배'],
  [10015, '일양택배'],
  [10016, '경동택배'],
  [10017, '천일택배'],
  [10022, 'DHL'],
  [10023, 'FEDEX'],
  [10024, '일반우편'],
  [10025, '퀵서비스'],
  [10027, 'LG전자물류'],
  [10028, '삼성전자물류'],
  [10031, '(G마켓)직접배송'],
  [10032, '(G마켓)자체배송'],
  [10034, '기타택배'],
  [10035, '방문수령'],
  [10036, 'EMS'],
  [10038, '(G마켓)(소형항공)우체국'],
  [10039, '우리택배'],
  [10041, 'USPS'],
  [10042, 'UPS'],
  [10050, '건영택배'],
  [10054, '(G마켓)(해외)우체국'],
  [10055, '(G마켓)(해외)DHL'],
  [10056, '(G마켓)(해외)DPD'],
  [10065, '(G마켓)CJ택배'],
  [10067, '(G마켓)편의점택배'],
  [10068, '(G마켓)대한통운'],
  [10070, '(옥션) 기타'],
  [10072, 'CJ국제특송'],
  [10073, '편의점택배(GS25)'],
  [10074, '합동택배'],
  [10075, '롯데국제특송'],
  [10077, 'SLX'],
  [10078, '대우전자'],
  [10079, '범한판토스'],
  [10081, '한의사랑택배'],
  [10082, '세방택배'],
  [10085, 'ACI'],
  [10089, '택배사미정'],
  [10097, 'Qxpress'],
  [10098, '현대글로비스'],
  [10099, '부릉'],
  [10100, '이마트몰'],
  [10101, '투데이'],
  [10102, '아르고'],
  [10104, '한덱스'],
  [10105, 'TNT'],
  [10106, 'i-parcel'],
  [10134, '팬스타국제특송'],
  [10140, 'BGF포스트'],
  [10141, '용마로지스'],
  [10143, '농협택배'],
  [10145, '홈픽택배'],
  [10151, '우리동네택배'],
  [10158, '두발히어로'],
  [10161, '한샘'],
  [10164, '카카오 T 당일배송'],
  [10167, '로지스팟'],
  [10168, 'DHL GlobalMail'],
  [10210, '팀프레시'],
  [10223, '쉽트랙(Ship G)'],
  [10224, '딜리박스'],
  [10226, 'ocs'],
  [10227, '든든택배'],
  [10236, 'CU 편의점택배'], // live
  [10237, '이마트24 편의점택배'], // live
];

export const couriers: ReadonlyMap<number, Courier> = new Map(table.map(([code, name]) => [code, { code, name }]));

const CJ = 10013;

/** `TakbaeName` and error texts say CJ택배 where the list says more; for the others it is assumed that they agree. @evidence observed */
export const shortName = ({ code, name }: Courier): string => (code === CJ ? 'CJ택배' : name);

/**
 * Couriers that belong to one site are unknown on the other (assumed); Auction's own 기타 was given up for 10034 without
 * notice.
 * @evidence observed
 */
export function courierFor(site: Site, code: number): Courier | null {
  const courier = couriers.get(code);
  if (!courier || courier.name.startsWith('(옥션)')) return null;
  return site.letter === 'A' && courier.name.startsWith('(G마켓)') ? null : courier;
}

/** 판매자 스타배송: 한진, 롯데, CJ alone. @evidence documented */
export const isStarCourier = ({ code }: Courier): boolean => [10007, 10008, CJ].includes(code);

/** CJ, 롯데, 한진, 로젠: 11 or 12 digits. The check digit that they are said to have is not asked for. */
const STRICT = new Set([CJ, 10008, 10007, 10003]);
/** 일반우편, 퀵서비스, 기타, 방문수령, 택배사미정: whatever the seller writes. */
const UNTRACKED = new Set([10024, 10025, 10031, 10032, 10034, 10035, 10089]);

/** The rules are not published; that Auction is stricter than Gmarket is observed, how is made up. @evidence assumed */
export function isInvoiceNumber(site: Site, { code }: Courier, invoiceNo: string): boolean {
  if (UNTRACKED.has(code)) return true;
  if (STRICT.has(code)) return /^\d{11,12}$/.test(invoiceNo);
  return site.letter === 'G' || /^[0-9A-Za-z]{8,20}$/.test(invoiceNo);
}
