export interface Carrier {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** A line's carrier before anybody ships it. @evidence observed */
export const ownDelivery: Carrier = { id: 2, code: '0001', name: '자체배송' };

/** The carriers registered in this mall; a shipment takes no other. Codes are observed. @evidence observed */
const carriers: readonly Carrier[] = [
  ownDelivery,
  { id: 3, code: '0006', name: 'CJ대한통운' },
  { id: 4, code: '0079', name: '롯데택배' },
  { id: 5, code: '0018', name: '한진택배' },
  { id: 6, code: '0012', name: '우체국택배' },
  { id: 7, code: '0004', name: '로젠택배' },
];
const DEFAULT_CODE = '0006';

const byCode = new Map(carriers.map((carrier) => [carrier.code, carrier]));

export const carrierOf = (code: string): Carrier | undefined => byCode.get(code);

/** 배송업체 as `GET /carriers` prints them. @evidence documented */
export const carrierFields = (shopNo: number): unknown[] =>
  carriers.map(({ id, code, name }) => ({
    shop_no: shopNo,
    carrier_id: id,
    shipping_carrier_code: code,
    shipping_carrier: name,
    track_shipment_url: null,
    shipping_type: 'A',
    contact: '1500-0000',
    secondary_contact: null,
    email: null,
    default_shipping_fee: null,
    homepage_url: null,
    default_shipping_carrier: code === DEFAULT_CODE ? 'T' : 'F',
    shipping_fee_setting: 'F',
    shipping_fee_setting_detail: null,
    express_exception_setting: null,
  }));
