import { Courier, type CourierName } from '../../model/courier.js';
import { Marketplace } from '../../model/marketplace.js';
import type { Site } from './esm.site.js';

/**
 * DeliveryCompanyCode and its name. Source: page 142, documented; 10236, 10237 and 10001 observed in the live list. Codes of
 * one site alone say so in their name.
 */
const NAMES: Readonly<Record<string, string>> = {
  '10001': '대한통운',
  '10003': '로젠택배',
  '10005': '우체국택배',
  '10006': '등기우편',
  '10007': '한진택배',
  '10008': '롯데택배',
  '10013': 'CJ 대한통운 택배',
  '10014': '대신택배',
  '10015': '일양택배',
  '10016': '경동택배',
  '10017': '천일택배',
  '10022': 'DHL',
  '10023': 'FEDEX',
  '10024': '일반우편',
  '10025': '퀵서비스',
  '10027': 'LG전자물류',
  '10028': '삼성전자물류',
  '10031': '(G마켓)직접배송',
  '10032': '(G마켓)자체배송',
  '10034': '기타택배',
  '10035': '방문수령',
  '10036': 'EMS',
  '10038': '(G마켓)(소형항공)우체국',
  '10039': '우리택배',
  '10041': 'USPS',
  '10042': 'UPS',
  '10050': '건영택배',
  '10054': '(G마켓)(해외)우체국',
  '10055': '(G마켓)(해외)DHL',
  '10056': '(G마켓)(해외)DPD',
  '10065': '(G마켓)CJ택배',
  '10067': '(G마켓)편의점택배',
  '10068': '(G마켓)대한통운',
  '10070': '(옥션) 기타',
  '10072': 'CJ국제특송',
  '10073': '편의점택배(GS25)',
  '10074': '합동택배',
  '10075': '롯데국제특송',
  '10077': 'SLX',
  '10078': '대우전자',
  '10079': '범한판토스',
  '10081': '한의사랑택배',
  '10082': '세방택배',
  '10085': 'ACI',
  '10089': '택배사미정',
  '10097': 'Qxpress',
  '10098': '현대글로비스',
  '10099': '부릉',
  '10100': '이마트몰',
  '10101': '투데이',
  '10102': '아르고',
  '10104': '한덱스',
  '10105': 'TNT',
  '10106': 'i-parcel',
  '10134': '팬스타국제특송',
  '10140': 'BGF포스트',
  '10141': '용마로지스',
  '10143': '농협택배',
  '10145': '홈픽택배',
  '10151': '우리동네택배',
  '10158': '두발히어로',
  '10161': '한샘',
  '10164': '카카오 T 당일배송',
  '10167': '로지스팟',
  '10168': 'DHL GlobalMail',
  '10210': '팀프레시',
  '10223': '쉽트랙(Ship G)',
  '10224': '딜리박스',
  '10226': 'ocs',
  '10227': '든든택배',
  '10236': 'CU 편의점택배',
  '10237': '이마트24 편의점택배',
};

/** What 10013 is called on orders (observed) and in daily life. */
const ALIASES: Readonly<Record<string, string>> = { CJ택배: '10013', CJ대한통운: '10013', CJ대한통운택배: '10013' };

/** Our couriers by ESM's codes, best first. */
const SHARED: readonly (readonly [Courier, string])[] = [
  [Courier.CJ_LOGISTICS, '10013'],
  [Courier.LOTTE, '10008'],
  [Courier.HANJIN, '10007'],
  [Courier.KOREA_POST, '10005'],
  [Courier.KOREA_POST, '10006'],
  [Courier.LOGEN, '10003'],
  [Courier.KYUNGDONG, '10016'],
  [Courier.DAESIN, '10014'],
  [Courier.ILYANG, '10015'],
  [Courier.CHUNIL, '10017'],
  [Courier.HAPDONG, '10074'],
  [Courier.KUNYOUNG, '10050'],
  [Courier.CVSNET, '10073'],
  [Courier.CU_POST, '10236'],
  [Courier.CU_POST, '10140'],
  [Courier.DHL, '10022'],
  [Courier.EMS, '10036'],
  [Courier.FEDEX, '10023'],
  [Courier.UPS, '10042'],
];

/** Handing over in person has a code of Gmarket's alone. Any other courier: 10032 there, 10034 on Auction (both observed). */
const OF_SITE: Readonly<Record<Site['marketplace'], readonly (readonly [Courier, string])[]>> = {
  [Marketplace.GMARKET]: [
    [Courier.CJ_LOGISTICS, '10065'],
    [Courier.CJ_LOGISTICS, '10068'],
    [Courier.CVSNET, '10067'],
    [Courier.DHL, '10055'],
    [Courier.DIRECT, '10031'],
    [Courier.OTHER, '10032'],
    [Courier.OTHER, '10034'],
  ],
  [Marketplace.AUCTION]: [
    [Courier.OTHER, '10034'],
    [Courier.OTHER, '10070'],
  ],
};

export const couriersOf = ({ marketplace }: Site): readonly CourierName[] =>
  [...SHARED, ...OF_SITE[marketplace]].map(([courier, code]) => ({ courier, code, name: NAMES[code] ?? code }));

/**
 * The site's couriers as far as ESM's own list has them now, under its names; the table where that list has none of them.
 * @param listed names by code.
 */
export function couriersAmong(site: Site, listed: ReadonlyMap<string, string>): readonly CourierName[] {
  const table = couriersOf(site);
  const found = table
    .filter(({ code }) => listed.has(code))
    .map((known) => ({ ...known, name: listed.get(known.code) ?? known.name }));
  return found.length > 0 ? found : table;
}

const squeezed = (name: string): string => name.replaceAll(/\s/g, '');

const CODES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(NAMES).map(([code, name]) => [squeezed(name), code] as const),
  ...Object.entries(ALIASES),
]);

/** The code of a courier that an order names; null for a name that is in no table. */
export const courierCodeOf = (name: string): string | null => CODES.get(squeezed(name)) ?? null;
