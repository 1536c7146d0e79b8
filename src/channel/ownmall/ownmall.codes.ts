import { CancellationStatus } from '../../model/cancellation.js';
import { OrderStatus } from '../../model/order.js';

interface Token<Status> {
  /** What we ask with. */
  readonly token: string;
  /** Korean names that malls may answer with instead; blanks count for nothing. */
  readonly aliases: readonly string[];
  readonly status: Status;
  /** A mall must know it; the others it may refuse. */
  readonly isCore: boolean;
}

/**
 * Order statuses, earliest first. Tokens: proposal. Aliases 결제완료, 발주처리(주문확정), 상품준비 중 and 배송 중 are the
 * user's; the others assumed.
 */
export const ORDER_TOKENS: readonly Token<OrderStatus>[] = [
  { token: 'UNPAID', aliases: ['입금대기', '입금전'], status: OrderStatus.PAYMENT_PENDING, isCore: false },
  { token: 'PAID', aliases: ['결제완료'], status: OrderStatus.PAID, isCore: true },
  {
    token: 'CONFIRMED',
    aliases: ['발주처리', '주문확정', '발주처리(주문확정)', '발주확인', '상품준비중'],
    status: OrderStatus.CONFIRMED,
    isCore: true,
  },
  // Shipped and moving: the contract does not tell one from the other.
  { token: 'SHIPPING', aliases: ['배송중'], status: OrderStatus.IN_TRANSIT, isCore: true },
  { token: 'DELIVERED', aliases: ['배송완료'], status: OrderStatus.DELIVERED, isCore: true },
  { token: 'PURCHASE_CONFIRMED', aliases: ['구매확정'], status: OrderStatus.PURCHASE_CONFIRMED, isCore: true },
  { token: 'CANCELED', aliases: ['취소'], status: OrderStatus.CANCELED, isCore: false },
];

/**
 * Cancel statuses. Asked one by one, a core one stands between the others: a mall that refuses several in a row would be
 * left alone for a while. 취소요청 and 취소완료 are the user's, the rest proposal.
 */
export const CANCEL_TOKENS: readonly Token<CancellationStatus>[] = [
  { token: 'CANCEL_REQUESTED', aliases: ['취소요청'], status: CancellationStatus.REQUESTED, isCore: true },
  { token: 'CANCEL_APPROVED', aliases: ['취소승인'], status: CancellationStatus.APPROVED, isCore: false },
  { token: 'CANCEL_COMPLETED', aliases: ['취소완료'], status: CancellationStatus.COMPLETED, isCore: true },
  { token: 'CANCEL_REJECTED', aliases: ['취소거부'], status: CancellationStatus.REJECTED, isCore: false },
  { token: 'CANCEL_WITHDRAWN', aliases: ['취소철회'], status: CancellationStatus.WITHDRAWN, isCore: false },
];

const plain = (word: string): string => word.replace(/\s/g, '').toUpperCase();

function indexOf<Status>(tokens: readonly Token<Status>[]): ReadonlyMap<string, Status> {
  return new Map(
    tokens.flatMap(({ token, aliases, status }) => [token, ...aliases].map((word) => [plain(word), status] as const)),
  );
}

const ORDER_STATUSES = indexOf(ORDER_TOKENS);
const CANCEL_STATUSES = indexOf(CANCEL_TOKENS);

export const orderStatusOf = (word: string): OrderStatus => ORDER_STATUSES.get(plain(word)) ?? OrderStatus.UNKNOWN;

export const cancelStatusOf = (word: string): CancellationStatus =>
  CANCEL_STATUSES.get(plain(word)) ?? CancellationStatus.UNKNOWN;
