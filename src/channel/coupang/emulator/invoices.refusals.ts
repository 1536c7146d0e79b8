/** A result code with what it says and whether the answer advises to try again. */
export interface InvoiceRefusal {
  readonly name: string;
  readonly retryRequired: boolean;
  readonly message: string;
  /** Which numbers follow the message in brackets. */
  readonly names?: 'BOX' | 'BOX_AND_ORDER';
}

/**
 * The codes that can come up here. ORDER_DELIVERY_STOP_REQUESTED is our name for the second text of ORDER_DELIVERY_CANCELED.
 * @evidence documented
 */
export const refusals = {
  NOT_FOUND_SHIPMENT_BOX: refusal('NOT_FOUND_SHIPMENT_BOX', false, '존재하지 않는 송장번호입니다.'),
  INVALID_STATUS: refusal('INVALID_STATUS', false, '배송진행상태가 유효하지 않습니다.', 'BOX_AND_ORDER'),
  DUPLICATE_INVOICE_NUMBER: refusal('DUPLICATE_INVOICE_NUMBER', true, '이미 저장된 송장번호가 있습니다.'),
  INVALID_INVOICE_NUMBER: refusal('INVALID_INVOICE_NUMBER', true, '송장번호가 유효하지 않습니다.'),
  ORDER_DELIVERY_CANCELED: refusal('ORDER_DELIVERY_CANCELED', false, '취소된 주문건입니다.'),
  ORDER_DELIVERY_STOP_REQUESTED: refusal('ORDER_DELIVERY_CANCELED', false, '출고중지 요청건입니다.'),
  ORDER_DELIVERY_PARTIAL_STOP_REQUESTED: refusal(
    'ORDER_DELIVERY_PARTIAL_STOP_REQUESTED',
    true,
    '출고중지 요청건입니다.',
  ),
  NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD: refusal(
    'NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD',
    false,
    '이미 저장된 송장번호가 있어, 송장번호 등록이 불가능합니다. (동일송장번호 업로드 조건 : 수취인정보 동일)',
    'BOX',
  ),
  NOT_FOUND_INVOICE_NUMBER: refusal(
    'NOT_FOUND_INVOICE_NUMBER',
    false,
    '이미 출고 예정일이 등록된 상품이어서 운송장 번호를 입력하셔야 합니다.',
  ),
  NOT_FOUND_VENDOR_ITEM: refusal('NOT_FOUND_VENDOR_ITEM', false, '합포장건 중 누락된 상품이 있습니다.'),
  NOT_ALLOW_VENDOR_DIRECT: refusal('NOT_ALLOW_VENDOR_DIRECT', false, '업체직송은 분리배송 할 수 없습니다.'),
  PSD_NOT_ALLOW_TO_CHANGE: refusal(
    'PSD_NOT_ALLOW_TO_CHANGE',
    false,
    '출고예정일은 최초 등록 이후 변경 할 수 없습니다.',
  ),
  NOT_ALLOW_SEPARATE_AFTER_NORMAL_DELIVERY: refusal(
    'NOT_ALLOW_SEPARATE_AFTER_NORMAL_DELIVERY',
    false,
    '일반배송 접수 후 분리배송을 다시 할 수 없습니다.',
  ),
  IS_SEPARATE_MUST_BE_TRUE_WHEN_SEPARATE_DELIVERY: refusal(
    'IS_SEPARATE_MUST_BE_TRUE_WHEN_SEPARATE_DELIVERY',
    false,
    '분리배송 접수 후 일반배송으로 처리 할 수 없습니다. 분리배송 여부를 Y로 수정하시기 바랍니다.',
  ),
  NOT_ALLOW_SEPARATE_WHEN_ONE_VENDOR_ITEM: refusal(
    'NOT_ALLOW_SEPARATE_WHEN_ONE_VENDOR_ITEM',
    false,
    '상품이 한가지인 경우 분리배송 할 수 없습니다.',
  ),
} as const;

function refusal(
  name: string,
  retryRequired: boolean,
  message: string,
  names?: InvoiceRefusal['names'],
): InvoiceRefusal {
  return { name, retryRequired, message, ...(names && { names }) };
}

export function itemRefusal({ message, retryRequired, names }: InvoiceRefusal, boxId: string, orderId: string) {
  const box = names ? ` [합포장번호 : ${boxId}]` : '';
  const order = names === 'BOX_AND_ORDER' ? ` [주문번호 : ${orderId}]` : '';
  return { retryRequired, resultMessage: message + box + order };
}
