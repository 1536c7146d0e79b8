import { Courier, type CourierName } from '../../model/courier.js';
import { text } from './cafe24.fields.js';
import type { WireCarrier } from './cafe24.wire.js';

/**
 * shipping_company_code. The full list could not be read; these were observed in public clients and real orders, 0022 is a
 * documented example, and 0019 is assumed. Only couriers that a mall has registered are taken, so writing asks the mall.
 */
export const couriers: readonly CourierName[] = [
  { courier: Courier.CJ_LOGISTICS, code: '0006', name: 'CJ대한통운' },
  { courier: Courier.LOTTE, code: '0079', name: '롯데택배' },
  { courier: Courier.HANJIN, code: '0018', name: '한진택배' },
  { courier: Courier.KOREA_POST, code: '0012', name: '우체국택배' },
  { courier: Courier.LOGEN, code: '0004', name: '로젠택배' },
  { courier: Courier.KYUNGDONG, code: '0039', name: '경동택배' },
  { courier: Courier.DAESIN, code: '0002', name: '대신택배' },
  { courier: Courier.ILYANG, code: '0011', name: '일양로지스' },
  { courier: Courier.CHUNIL, code: '0016', name: '천일택배' },
  { courier: Courier.HAPDONG, code: '0047', name: '합동택배' },
  { courier: Courier.DIRECT, code: '0001', name: '자체배송' },
  { courier: Courier.CJ_LOGISTICS, code: '0019', name: 'CJ GLS' },
  { courier: Courier.OTHER, code: '0022', name: 'FASTBOX' },
];

/** A mall names its couriers as the list does or in its own words; the first that fits. */
const names: readonly (readonly [RegExp, Courier])[] = [
  [/\bEMS\b/i, Courier.EMS],
  [/대한통운|^CJ/i, Courier.CJ_LOGISTICS],
  [/롯데/, Courier.LOTTE],
  [/한진/, Courier.HANJIN],
  [/우체국/, Courier.KOREA_POST],
  [/로젠/, Courier.LOGEN],
  [/경동/, Courier.KYUNGDONG],
  [/대신/, Courier.DAESIN],
  [/일양/, Courier.ILYANG],
  [/천일/, Courier.CHUNIL],
  [/합동/, Courier.HAPDONG],
  [/건영/, Courier.KUNYOUNG],
  [/^CU\b|CU\s*편의점/i, Courier.CU_POST],
  [/GS\s*25|CVS|편의점/i, Courier.CVSNET],
  [/DHL/i, Courier.DHL],
  [/FEDEX|페덱스/i, Courier.FEDEX],
  [/\bUPS\b/i, Courier.UPS],
  [/자체\s*배송|직접/, Courier.DIRECT],
];

/** Couriers of the mall, by name as the reference advises, else by a code that is known. */
export function couriersOf(carriers: readonly WireCarrier[]): CourierName[] {
  const registered = carriers.flatMap((carrier): CourierName[] => {
    const code = text(carrier, 'shipping_carrier_code');
    if (code === null) return [];
    const name = text(carrier, 'shipping_carrier') ?? code;
    const byName = names.find(([pattern]) => pattern.test(name))?.[1];
    const byCode = couriers.find((known) => known.code === code)?.courier;
    return [{ courier: byName ?? byCode ?? Courier.OTHER, code, name }];
  });
  const rank = ({ code }: CourierName): number => {
    const place = couriers.findIndex((known) => known.code === code);
    return place === -1 ? couriers.length : place;
  };
  return registered.sort((a, b) => rank(a) - rank(b));
}
