import type { WireReply } from '../../../sandbox/emulator.js';
import { COURIERS } from './codes.js';
import type { Reading } from './query.js';
import { alreadyDone, done, invalid, refused, unknownCourier, type FieldError, type Result } from './replies.js';
import type { Shelf } from './shelf.js';
import { approveCancel, openClaim, ship, step, type Line } from './state.js';

export interface ActionBody {
  readonly orderNumber: string;
  readonly tracking_no: string;
  readonly shipping_company_code: string;
}

export type Action = 'CONFIRM' | 'INVOICE' | 'APPROVE';

const ORDER_NUMBER = /^[A-Za-z0-9_-]{1,50}$/;
const TRACKING_NO = /^[A-Za-z0-9]{6,40}$/;

const FIELDS: Readonly<Record<Action, readonly (keyof ActionBody)[]>> = {
  CONFIRM: ['orderNumber'],
  INVOICE: ['tracking_no', 'shipping_company_code', 'orderNumber'],
  APPROVE: ['orderNumber'],
};

/** A JSON object with exactly the strings of the action; more is malformed. @evidence documented */
export function readActionBody(body: Buffer, action: Action): Reading<ActionBody> {
  const value = parseObject(body);
  if (!value) return malformed([{ field: 'body', message: 'JSON 객체여야 합니다.' }]);
  const errors: FieldError[] = [];
  for (const field of FIELDS[action]) {
    if (typeof value[field] !== 'string') errors.push({ field, message: '문자열이어야 하는 필수 값입니다.' });
  }
  const allowed: readonly string[] = FIELDS[action];
  for (const field of Object.keys(value)) {
    if (!allowed.includes(field)) errors.push({ field, message: '알 수 없는 값입니다.' });
  }
  if (typeof value.orderNumber === 'string' && !ORDER_NUMBER.test(value.orderNumber)) {
    errors.push({ field: 'orderNumber', message: '영문, 숫자, -, _ 50자 이내여야 합니다.' });
  }
  if (errors.length > 0) return malformed(errors);
  const text = (field: keyof ActionBody): string => String(value[field] ?? '');
  return {
    value: {
      orderNumber: text('orderNumber'),
      tracking_no: text('tracking_no'),
      shipping_company_code: text('shipping_company_code'),
    },
  };
}

const malformed = (errors: readonly FieldError[]): { reply: WireReply } => ({ reply: invalid(...errors) });

function parseObject(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

export function act(shelf: Shelf, action: Action, body: ActionBody): Result {
  const line = shelf.find(body.orderNumber);
  if (!line) return refused('ORDER_NOT_FOUND');
  switch (action) {
    case 'CONFIRM':
      return confirm(line);
    case 'INVOICE':
      return registerInvoice(line, body.tracking_no, body.shipping_company_code);
    case 'APPROVE':
      return approve(line, shelf);
  }
}

/** A line past CONFIRMED was confirmed before, if only implicitly. @evidence assumed */
function confirm(line: Line): Result {
  if (line.status === 'CANCELED') return refused('ALREADY_CANCELED');
  if (openClaim(line)) return refused('CANCEL_REQUEST_PENDING');
  if (line.status === 'UNPAID') return refused('INVALID_STATE');
  return step(line, 'PAID', 'CONFIRMED') ? done : alreadyDone;
}

/** The mall's own list decides about couriers, before the state. @evidence assumed */
function registerInvoice(line: Line, trackingNumber: string, courierCode: string): Result {
  if (!COURIERS.includes(courierCode)) return unknownCourier(courierCode);
  if (!TRACKING_NO.test(trackingNumber)) return refused('INVALID_TRACKING_NO');
  if (line.status === 'CANCELED') return refused('ALREADY_CANCELED');
  if (openClaim(line)) return refused('CANCEL_REQUEST_PENDING');
  if (line.status === 'UNPAID') return refused('INVALID_STATE');
  if (line.trackingNumber !== null) {
    const isSame = line.trackingNumber === trackingNumber && line.courierCode === courierCode;
    return isSame ? alreadyDone : refused('ALREADY_SHIPPED');
  }
  ship(line, courierCode, trackingNumber);
  return done;
}

/** Which refusal a line without an open request gets follows the code table. @evidence assumed */
function approve(line: Line, shelf: Shelf): Result {
  if (approveCancel(line, shelf.now(), shelf.refundDelay)) return done;
  const latest = line.claims.at(-1);
  if (latest && latest.approvedAt !== null) return alreadyDone;
  if (line.status === 'CANCELED') return refused('ALREADY_CANCELED');
  if (line.trackingNumber !== null) return refused('ALREADY_SHIPPED');
  return refused('NO_CANCEL_REQUEST');
}
