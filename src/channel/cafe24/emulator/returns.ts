import type { Clock } from '../../../base/clock.js';
import type { Fields } from './body.js';
import type { Answer, Call } from './call.js';
import { created } from './call.js';
import { pieces } from './claim.wire.js';
import type { Claims, Settlement } from './claims.js';
import type { OrderStatus } from './codes.js';
import { sellerReasons } from './codes.js';
import { wholeSecond } from './instants.js';
import { missing, wrongState } from './replies.js';
import type { Shop } from './shop.js';
import type { Claim, Line, Order } from './state.js';
import { isNormal, move } from './state.js';
import { orderOf, piecesOf } from './targets.js';

/** Lines that no claim can go on with. */
const ENDED = /^[CRE]4/;

/** 반품 and 교환, as far as the statuses of lines need them. */
export class Returns {
  constructor(
    private readonly clock: Clock,
    private readonly shop: Shop,
    private readonly claims: Claims,
  ) {}

  /** Which code each word leads to is read from the codes' names. @evidence assumed */
  createReturn(call: Call): Answer {
    const { shopNo, request } = call.body();
    const order = orderOf(this.shop, shopNo, call.ids[0]!);
    const status = request.requiredOneOf('status', ['accepted', 'processing', 'returned'] as const);
    const pickup = request.flag('pickup_completed') ?? 'F';
    const codes = { accepted: ['R10', 'R20'], processing: ['R30', 'R31'], returned: ['R40', 'R40'] } as const;
    const claim = this.#settle(order, request, 'Return', codes[status][pickup === 'T' ? 1 : 0]);
    return created({ return: { ...headOf(claim, status), pickup_completed: pickup, items: pieces(claim) } });
  }

  /**
   * Each line gets a substitute at once, N01 until the exchange is done; then it is to be sent, N20 (both assumed).
   * @evidence documented
   */
  createExchange(call: Call): Answer {
    const { shopNo, request } = call.body();
    const order = orderOf(this.shop, shopNo, call.ids[0]!);
    const status = request.requiredOneOf('status', ['accepted', 'exchanged'] as const);
    const isSame = request.flag('same_product') === 'T';
    const asked = request.objects('items')?.map((item) => item.text('exchange_variant_code')) ?? [];
    if (!isSame && (asked.length === 0 || asked.includes(null))) throw missing('exchange_variant_code');
    const claim = this.#settle(order, request, 'Exchange', status === 'accepted' ? 'E10' : 'E40');
    const substitutes = claim.lines.map((line) => this.#substituteOf(line));
    if (status === 'exchanged') for (const line of substitutes) this.#release(line);
    const items = pieces(claim).map((piece, position) => ({
      ...piece,
      exchange_variant_code: asked[position] ?? variantCode(claim.lines[position]!),
    }));
    const exchanged = substitutes.map(({ code }) => ({ order_item_code: code }));
    return created({ exchange: { ...headOf(claim, status), items, exchanged_items: exchanged } });
  }

  #settle(order: Order, request: Fields, kind: Settlement['kind'], to: OrderStatus): Claim {
    const reasonType = request.oneOf('claim_reason_type', sellerReasons);
    const reason = request.text('reason', 2_000);
    const wanted = piecesOf(order, request.objects('items'), () =>
      order.lines.filter((line) => !line.isSubstitute && !ENDED.test(line.status)),
    );
    const claim = wanted.length > 0 && this.claims.settle(order, { kind, to, pieces: wanted, reasonType, reason });
    if (!claim) throw wrongState();
    return claim;
  }

  #substituteOf(line: Line): Line {
    const known = line.order.lines.find((other) => other.isSubstitute && other.origin === line);
    if (known) return known;
    const substitute = this.shop.branch(line, { quantity: line.quantity, isSubstitute: true });
    substitute.status = 'N01';
    substitute.history.length = 0;
    return substitute;
  }

  #release(line: Line): void {
    if (!isNormal(line) || line.status !== 'N01') return;
    const now = wholeSecond(this.clock.now());
    line.dates.placed = now;
    move(line, 'N20', now, true);
  }
}

const headOf = (claim: Claim, status: string) => ({
  shop_no: claim.order.shopNo,
  order_id: claim.order.orderId,
  status,
  claim_code: claim.code,
});

const variantCode = ({ variant }: Line): string => variant.productCode + variant.optionId;
