import type { CourierName } from '../../model/courier.js';
import { Courier } from '../../model/courier.js';

/**
 * deliveryCompanyCode by courier, best first. Documented but where noted. Traps: Lotte is HYUNDAI and Logen is KGB; "LOTTE" and
 * "LOGEN", which several public clients send, are no codes, and an unknown code makes the call fail with HTTP 500.
 * Without a known code, and so absent: CU_POST and OTHER.
 */
export const couriers: readonly CourierName[] = [
  { courier: Courier.CJ_LOGISTICS, code: 'CJGLS', name: 'CJ대한통운' },
  { courier: Courier.LOTTE, code: 'HYUNDAI', name: '롯데택배' },
  { courier: Courier.HANJIN, code: 'HANJIN', name: '한진택배' },
  { courier: Courier.KOREA_POST, code: 'EPOST', name: '우체국' },
  { courier: Courier.KOREA_POST, code: 'REGISTPOST', name: '우편등기' },
  { courier: Courier.LOGEN, code: 'KGB', name: '로젠택배' },
  { courier: Courier.KYUNGDONG, code: 'KDEXP', name: '경동택배' },
  { courier: Courier.DAESIN, code: 'DAESIN', name: '대신택배' },
  { courier: Courier.ILYANG, code: 'ILYANG', name: '일양택배' },
  { courier: Courier.CHUNIL, code: 'CHUNIL', name: '천일택배/특송' },
  { courier: Courier.HAPDONG, code: 'HDEXP', name: '합동택배' },
  { courier: Courier.KUNYOUNG, code: 'KUNYOUNG', name: '건영' }, // on the page of 2019
  { courier: Courier.CVSNET, code: 'CVS', name: '편의점 CVS택배' },
  { courier: Courier.CVSNET, code: 'CVSNET', name: 'GS편의점(포스트박스)' }, // observed; not on the page as far as it was seen
  { courier: Courier.DHL, code: 'DHL', name: 'DHL' },
  { courier: Courier.EMS, code: 'EMS', name: '우체국 EMS' },
  { courier: Courier.FEDEX, code: 'FEDEX', name: 'FEDEX' },
  { courier: Courier.UPS, code: 'UPS', name: 'UPS' },
  { courier: Courier.DIRECT, code: 'DIRECT', name: '업체직송' },
];

const squeezed = (name: string): string => name.replaceAll(/\s/g, '');

/**
 * The code of a courier that an order sheet names; sheets give names alone, with other blanks than the table of codes
 * ("CJ 대한통운"). Null for a name that is not in the table.
 */
export const courierCodeOf = (name: string | null): string | null =>
  couriers.find((courier) => name !== null && squeezed(courier.name) === squeezed(name))?.code ?? null;
