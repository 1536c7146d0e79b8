/** Ends a whole call with an error body. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Only the token API lists what was wrong. */
    readonly invalidInputs?: readonly InvalidInput[],
  ) {
    super(message);
    this.name = 'Refused';
  }
}

export interface InvalidInput {
  readonly name: string;
  readonly type: string;
  readonly message: string;
}

/** The API gateway's own answers. @evidence documented */
const GATEWAY = {
  'GW.AUTHN': [401, '요청을 보낼 권한이 없습니다.'],
  'GW.NOT_FOUND': [404, '요청하신 리소스를 찾을 수 없습니다.'],
  'GW.RATE_LIMIT': [429, '요청이 많아 서비스를 일시적으로 사용할 수 없습니다.'],
  'GW.INTERNAL_SERVER_ERROR': [500, '작업 중 오류가 발생하였습니다.'],
} as const;

export function gatewayRefusal(code: keyof typeof GATEWAY): Refused {
  const [status, message] = GATEWAY[code];
  return new Refused(status, code, message);
}

/**
 * Codes and texts of the order API: those of live bodies (104119, 104122, 104135, 104443, 9999, 101009) with the wording
 * met there, the others as the documentation's list prints them.
 * @evidence observed
 */
const ORDER_TEXTS = {
  '9999': '주문상태 및 클레임상태를 확인하세요',
  '100003': '주문을 찾을 수 없음',
  '101009': '처리권한이 없는 상품주문번호를 요청했습니다',
  '104117': '배송 방법 변경 필요',
  '104118': '택배사 미입력',
  '104119': '택배사코드 확인',
  '104120': '송장 번호 미입력',
  '104121': '배송 송장 오류(기사용 송장)',
  '104122': '배송송장 오류(비유효송장)',
  '104131': '상품 주문 번호 중복',
  '104135': '주문 상태를 확인해주세요.',
  '104139': '조회 가능한 날짜 범위를 초과',
  '104210': '취소상태 확인 필요(취소승인 불가능 주문상태)',
  '104443': '이미 발주확인 된 주문입니다.',
} as const;
export type OrderCode = keyof typeof ORDER_TEXTS;

export interface FailedProductOrder {
  readonly productOrderId: string;
  readonly code: OrderCode;
  readonly message: string;
}

/** An entry of failProductOrderInfos. */
export const failure = (productOrderId: string, code: OrderCode): FailedProductOrder => ({
  productOrderId,
  code,
  message: ORDER_TEXTS[code],
});

/** The order API turns the whole call away. That it does so with status 400 is the sheet's reading. @evidence assumed */
export const orderRefusal = (code: OrderCode): Refused => new Refused(400, code, ORDER_TEXTS[code]);

/** A parameter that is missing or ill-typed; the text is documented, how the detail is joined to it is not. @evidence assumed */
export const badParameter = (kind: string, name: string): Refused =>
  new Refused(400, '4000', `잘못된 요청 파라미터 (${kind}.${name})`);

/** A body that can't be read: not JSON, an unknown or empty enum value, a bad date. @evidence observed */
export const unreadableBody = (): Refused =>
  new Refused(400, '000400', '요청이 올바르지 않습니다. (HttpMessageNotReadableException)');

/** A body of another media type. The status was met on the token API; code and text follow 000400. @evidence assumed */
export const unsupportedMediaType = (): Refused =>
  new Refused(415, '000415', '요청이 올바르지 않습니다. (HttpMediaTypeNotSupportedException)');

/**
 * The token API names what it does not accept. Shape and message were met by clients, the code BAD_REQUEST is remembered.
 * @evidence observed
 */
export function invalidInputs(names: readonly string[]): Refused {
  const inputs = names.map((name) => ({ name, type: 'NOT_VALID', message: `${name} 항목이 유효하지 않습니다.` }));
  return new Refused(400, 'BAD_REQUEST', inputs[0]?.message ?? '', inputs);
}
