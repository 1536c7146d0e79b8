import { Courier, type CourierName } from '../../model/courier.js';
import { courierNames } from './smartstore.courier-names.js';

/** Handing over in person (직접 전달): a deliveryMethod, so neither courier nor number goes with it. */
export const DIRECT_DELIVERY = 'DIRECT_DELIVERY';

const codes: readonly (readonly [Courier, string])[] = [
  [Courier.CJ_LOGISTICS, 'CJGLS'],
  // Codes older than the couriers' present names; LOTTE and LOGEN do not exist (documented list).
  [Courier.LOTTE, 'HYUNDAI'],
  [Courier.HANJIN, 'HANJIN'],
  [Courier.KOREA_POST, 'EPOST'],
  [Courier.KOREA_POST, 'REGISTPOST'],
  [Courier.LOGEN, 'KGB'],
  [Courier.KYUNGDONG, 'KDEXP'],
  [Courier.DAESIN, 'DAESIN'],
  [Courier.ILYANG, 'ILYANG'],
  [Courier.CHUNIL, 'CHUNIL'],
  [Courier.HAPDONG, 'HDEXP'],
  [Courier.KUNYOUNG, 'KUNYOUNG'],
  // The parcel services; codes CU and GS25 are the same chains' quick deliveries.
  [Courier.CVSNET, 'CVSNET'],
  [Courier.CU_POST, 'CUPARCEL'],
  [Courier.DHL, 'DHL'],
  [Courier.EMS, 'EMS'],
  [Courier.FEDEX, 'FEDEX'],
  [Courier.UPS, 'UPS'],
  [Courier.DIRECT, DIRECT_DELIVERY],
  [Courier.OTHER, 'CH1'],
];

const names: ReadonlyMap<string, string> = new Map([...Object.entries(courierNames), [DIRECT_DELIVERY, '직접 전달']]);

/** Korean name of a courier code; null for one that joined after the list was printed. */
export const courierNameOf = (code: string): string | null => names.get(code) ?? null;

/** Our couriers by SmartStore's codes, best first. Source: deliveryCompanyCode and deliveryMethod, documented. */
export const couriers: readonly CourierName[] = codes.map(([courier, code]) => ({
  courier,
  code,
  name: courierNameOf(code) ?? code,
}));

/** Whether dispatch takes this code. One that it cannot read fails the whole batch (observed), so it never leaves. */
export const isKnownCourier = (code: string): boolean => names.has(code);
