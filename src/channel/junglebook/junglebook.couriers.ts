import type { CourierName } from '../../model/courier.js';
import { Courier } from '../../model/courier.js';

const { OTHER } = Courier;

/**
 * invoiceCompanySno and parcelCompanyNo with their names. Source: invoice and packing documents, documented. Others (우체국,
 * 대신, 일양, 합동, convenience stores, DHL, EMS) are not listed.
 */
export const couriers: readonly CourierName[] = (
  [
    [Courier.CJ_LOGISTICS, '15', 'CJ대한통운'],
    [Courier.LOTTE, '13', '롯데택배'],
    [Courier.HANJIN, '12', '한진택배'],
    [Courier.LOGEN, '5', '로젠택배'],
    [Courier.KYUNGDONG, '39', '경동택배'],
    [Courier.CHUNIL, '19', '천일택배'],
    [OTHER, '1', 'KGB택배'],
    [OTHER, '21', '드림택배'],
  ] as const
).map(([courier, code, name]) => ({ courier, code, name }));
