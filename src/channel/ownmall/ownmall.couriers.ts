import { Courier, type CourierName } from '../../model/courier.js';

/** Source: the user's document for CJ and LOTTE; the rest is proposal, and so are their names. */
export const KNOWN_COURIERS: readonly CourierName[] = [
  { courier: Courier.CJ_LOGISTICS, code: 'CJ', name: 'CJ 택배' },
  { courier: Courier.LOTTE, code: 'LOTTE', name: '롯데 택배' },
  { courier: Courier.HANJIN, code: 'HANJIN', name: '한진 택배' },
  { courier: Courier.KOREA_POST, code: 'EPOST', name: '우체국 택배' },
  { courier: Courier.LOGEN, code: 'LOGEN', name: '로젠 택배' },
  { courier: Courier.KYUNGDONG, code: 'KDEXP', name: '경동 택배' },
  { courier: Courier.DAESIN, code: 'DAESIN', name: '대신 택배' },
  { courier: Courier.ILYANG, code: 'ILYANG', name: '일양 택배' },
  { courier: Courier.CHUNIL, code: 'CHUNIL', name: '천일 택배' },
  { courier: Courier.HAPDONG, code: 'HDEXP', name: '합동 택배' },
  { courier: Courier.CU_POST, code: 'CUPOST', name: 'CU 편의점 택배' },
  { courier: Courier.CVSNET, code: 'GSPOSTBOX', name: 'GS25 편의점 택배' },
  { courier: Courier.DHL, code: 'DHL', name: 'DHL' },
  { courier: Courier.EMS, code: 'EMS', name: 'EMS' },
  { courier: Courier.OTHER, code: 'ETC', name: '기타' },
];

const BY_CODE: ReadonlyMap<string, CourierName> = new Map(KNOWN_COURIERS.map((courier) => [courier.code, courier]));

/** A mall that tells none takes these two (proposal). */
const WITHOUT_LIST = ['CJ', 'LOTTE'];

/** The couriers that a mall announces, in its order; a code of its own stands for itself. */
export const couriersOf = (announced: readonly string[] | null): readonly CourierName[] =>
  (announced ?? WITHOUT_LIST).map((code) => BY_CODE.get(code) ?? { courier: Courier.OTHER, code, name: code });

/** Null for a code that is the mall's own. */
export const courierNameOf = (code: string): string | null => BY_CODE.get(code)?.name ?? null;
