import type { Receiver } from '../../../sandbox/emulator.js';
import type { Order } from './state.js';

/** 수령자, one per shipping code; what is missing is an empty text. @evidence observed */
export const receiverFields = (order: Order): unknown[] =>
  [...order.receivers].map(([shippingCode, receiver]) => ({
    shop_no: order.shopNo,
    name: receiver.name,
    name_furigana: '',
    phone: receiver.tel2 ?? '',
    cellphone: isVirtual(receiver.tel) ? order.buyer.tel : receiver.tel,
    virtual_phone_no: isVirtual(receiver.tel) ? receiver.tel : null,
    zipcode: receiver.zipCode,
    address1: receiver.address,
    address2: receiver.addressDetail,
    address_state: '',
    address_city: '',
    address_street: '',
    address_full: fullAddress(receiver),
    name_en: '',
    city_en: null,
    state_en: null,
    street_en: null,
    country_code: null,
    country_name: null,
    country_name_en: null,
    shipping_message: order.memo ?? '',
    clearance_information_type: null,
    clearance_information: null,
    wished_delivery_date: '',
    wished_delivery_time: null,
    shipping_code: shippingCode,
  }));

/** 안심번호: a receiver with one is reached by it; the own number beside it is taken to be the buyer's. @evidence assumed */
const isVirtual = (tel: string): boolean => tel.startsWith('050');

export const fullAddress = ({ address, addressDetail }: Receiver): string => `${address} ${addressDetail}`.trim();

export const emailOf = ({ buyer }: Order): string => `${buyer.memberId}@example.test`;

/** 주문자. @evidence observed */
export const buyerFields = (order: Order): unknown => ({
  shop_no: order.shopNo,
  member_id: order.buyer.memberId,
  member_group_no: 1,
  name: order.buyer.name,
  names_furigana: '',
  email: emailOf(order),
  phone: '',
  cellphone: order.buyer.tel,
  customer_notification: null,
  updated_date: null,
  user_id: null,
  user_name: null,
  company_name: null,
  company_registration_no: null,
  buyer_zipcode: '04100',
  buyer_address1: '서울특별시 마포구 예시로 10',
  buyer_address2: '101호',
});
