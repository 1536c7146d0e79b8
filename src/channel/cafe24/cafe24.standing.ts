import { CancellationStatus } from '../../model/cancellation.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import { instant, neededText, text } from './cafe24.fields.js';
import type { WireItem } from './cafe24.wire.js';

interface Meaning {
  /** BEFORE: as it was before the claim, told by order_status_before_cs. */
  readonly status: OrderStatus | 'BEFORE';
  readonly claim: ClaimStatus;
  readonly cancellation?: CancellationStatus;
}

const order = (status: OrderStatus, claim = ClaimStatus.NONE): Meaning => ({ status, claim });
const claim = (status: Meaning['status'], of: ClaimStatus, cancellation?: CancellationStatus): Meaning => ({
  status,
  claim: of,
  ...(cancellation === undefined ? {} : { cancellation }),
});

const { CANCELED, RETURNED, EXCHANGED } = OrderStatus;

/** A cancel that the seller granted: only its refund is still to come, and nothing of it is shipped. */
const GRANTED = claim(CANCELED, ClaimStatus.CANCELED, CancellationStatus.APPROVED);
const CANCEL_OVER = claim(CANCELED, ClaimStatus.CANCELED, CancellationStatus.COMPLETED);
const RETURNING = claim('BEFORE', ClaimStatus.RETURN_REQUESTED);
const RETURN_OVER = claim(RETURNED, ClaimStatus.RETURNED);
const EXCHANGING = claim('BEFORE', ClaimStatus.EXCHANGE_REQUESTED);
const EXCHANGE_WITHDRAWN = claim('BEFORE', ClaimStatus.EXCHANGE_WITHDRAWN);

/** order_status of a line. Codes and their Korean documented, what we make of them is ours. */
const meanings: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    N00: order(OrderStatus.PAYMENT_PENDING), // 입금전
    N02: order(OrderStatus.PAYMENT_PENDING), // 주문접수중, 입금전-카드결제대기
    N10: order(OrderStatus.PAID), // 상품준비중
    N20: order(OrderStatus.CONFIRMED), // 배송준비중
    N21: order(OrderStatus.DISPATCHED), // 배송대기: the invoice is registered
    N22: order(OrderStatus.CONFIRMED), // 배송보류
    N30: order(OrderStatus.IN_TRANSIT), // 배송중
    N40: order(OrderStatus.DELIVERED), // 배송완료
    N50: order(OrderStatus.PURCHASE_CONFIRMED), // 구매확정
    N01: order(OrderStatus.PAID, ClaimStatus.EXCHANGE_REQUESTED), // 교환접수-교환상품: goods to be sent in exchange
    N03: order(OrderStatus.PAYMENT_PENDING, ClaimStatus.EXCHANGE_REQUESTED), // 교환접수-카드결제대기
    C00: claim('BEFORE', ClaimStatus.CANCEL_REQUESTED, CancellationStatus.REQUESTED), // 취소신청
    C10: GRANTED, // 취소접수-관리자
    C11: claim('BEFORE', ClaimStatus.CANCEL_REJECTED, CancellationStatus.REJECTED), // 취소접수거부-관리자
    C34: GRANTED, // 취소처리중-환불전
    C35: GRANTED, // 취소처리중-환불완료
    C36: GRANTED, // 취소처리중-환불보류
    C40: CANCEL_OVER, // 취소완료
    C41: CANCEL_OVER, // 취소완료-환불전
    C42: CANCEL_OVER, // 취소완료-환불요청중
    C43: CANCEL_OVER, // 취소완료-환불보류
    C47: CANCEL_OVER, // 입금전취소-구매자
    C48: CANCEL_OVER, // 입금전취소-자동
    C49: CANCEL_OVER, // 입금전취소-관리자
    R00: RETURNING, // 반품신청
    R10: RETURNING, // 반품접수
    R11: claim('BEFORE', ClaimStatus.RETURN_REJECTED), // 반품접수거부
    R12: RETURNING, // 반품보류
    R13: RETURNING, // 반품접수-수거완료(자동)
    R20: RETURNING, // 반품 수거완료
    R30: RETURNING, // 반품처리중-수거전
    R31: RETURNING, // 반품처리중-수거완료
    R34: RETURNING, // 반품처리중-환불전
    R36: RETURNING, // 반품처리중-환불보류
    R40: RETURN_OVER, // 반품완료-환불완료
    R41: RETURN_OVER, // 반품완료-환불전
    R42: RETURN_OVER, // 반품완료-환불요청중
    R43: RETURN_OVER, // 반품완료-환불보류
    E00: EXCHANGING, // 교환신청
    E10: EXCHANGING, // 교환접수
    E11: claim('BEFORE', ClaimStatus.EXCHANGE_REJECTED), // 교환접수거부
    E12: EXCHANGING, // 교환보류
    E13: EXCHANGING, // 교환접수-수거완료(자동)
    E20: EXCHANGING, // 교환준비
    E30: EXCHANGING, // E30 to E36: 교환처리중
    E31: EXCHANGING,
    E32: EXCHANGING,
    E33: EXCHANGING,
    E34: EXCHANGING,
    E35: EXCHANGING,
    E36: EXCHANGING,
    E40: claim(EXCHANGED, ClaimStatus.EXCHANGED), // 교환완료
    E41: EXCHANGE_WITHDRAWN, // 교환철회
    E50: EXCHANGE_WITHDRAWN, // 교환철회-판매자
    E51: EXCHANGE_WITHDRAWN, // 교환철회-구매자
  }),
);

/** request_undone, where the line is back in its life. Documented. */
const undoneClaims: ReadonlyMap<string, ClaimStatus> = new Map([
  ['Cancellation', ClaimStatus.CANCEL_WITHDRAWN],
  ['Return', ClaimStatus.RETURN_WITHDRAWN],
  ['Exchange', ClaimStatus.EXCHANGE_WITHDRAWN],
]);

/** Where a line stands, as far as its own record tells. */
export interface Standing {
  readonly code: string;
  readonly status: OrderStatus;
  readonly claim: ClaimStatus;
  /** Of the cancel that order_status is about; null where it is about none. */
  readonly cancellation: CancellationStatus | null;
  /** What request_undone says of a cancel. */
  readonly isCancelUndone: boolean;
}

export function standingOf(item: WireItem): Standing {
  const code = neededText(item, 'order_status');
  const meaning = meanings.get(code);
  const undone = text(item, 'request_undone');
  return {
    code,
    status: statusOf(item, meaning),
    claim: claimOf(code, meaning, undone),
    cancellation: meaning?.cancellation ?? null,
    isCancelUndone: meaning?.claim === ClaimStatus.NONE && undone === 'Cancellation',
  };
}

function statusOf(item: WireItem, meaning: Meaning | undefined): OrderStatus {
  if (meaning === undefined) return OrderStatus.UNKNOWN;
  const status = meaning.status === 'BEFORE' ? statusBefore(item) : meaning.status;
  const isConfirmed = instant(item, 'purchaseconfirmation_date') !== null;
  // Whether a confirmed purchase carries N50 or stays N40 with the date filled was not seen: either is read.
  return status === OrderStatus.DELIVERED && isConfirmed ? OrderStatus.PURCHASE_CONFIRMED : status;
}

/** A claim that does not say what it interrupted leaves the state unknown. */
function statusBefore(item: WireItem): OrderStatus {
  const before = meanings.get(text(item, 'order_status_before_cs') ?? '')?.status;
  return before === undefined || before === 'BEFORE' ? OrderStatus.UNKNOWN : before;
}

function claimOf(code: string, meaning: Meaning | undefined, undone: string | null): ClaimStatus {
  if (meaning === undefined) return /^[CRE]/.test(code) ? ClaimStatus.UNKNOWN : ClaimStatus.NONE;
  if (meaning.claim !== ClaimStatus.NONE || undone === null) return meaning.claim;
  return undoneClaims.get(undone) ?? ClaimStatus.UNKNOWN;
}

/** Whether the goods left, so that a request that is over was refused by shipping. */
export const hasShipped = ({ status }: Standing): boolean =>
  status === OrderStatus.IN_TRANSIT || status === OrderStatus.DELIVERED || status === OrderStatus.PURCHASE_CONFIRMED;

/** Whether the line waits for its money. */
export const isUnpaid = ({ status }: Standing): boolean => status === OrderStatus.PAYMENT_PENDING;
