import type { EmulatedLine, Emulator, EmulatorDefinition, WireReply } from '../../../sandbox/emulator.js';
import { happen } from './happen.js';
import type { Line } from './order.js';
import { openClaim } from './order.js';
import { answer } from './routes.js';
import { Shop } from './shop.js';
import { brokenReply, gatewayReply } from './wire.js';

const API_KEY = '7d1c0e5a94b24f6f8e03b6a1c2d94f58';

/**
 * 11번가's seller API, as far as orders and cancellations go: order lists of every status, look-ups by number, 발주확인,
 * 발송처리 in its three forms, cancel requests, withdrawals, cancellations, approval and rejection of a request, the
 * seller's own cancellation. Paths begin with `/rest`; every call is a GET; answers are XML in EUC-KR (CP949).
 *
 * `nativeStatus` of a line is its `ordPrdStat`: 102, 202, 301, 401, 501, 701, 901 or B01. An event DISPATCH from outside
 * concerns the one line, like the part form of `reqdelivery`; CHANGE_ADDRESS, PAY and LAPSE concern the whole order.
 *
 * What it does not do: returns, exchanges and their statuses (601, A01, C01); gifts (200), reservations (201), add-on
 * products, same-day dispatch, pick-up and worldwide orders, so that their lists are empty; delay notices, visits,
 * settlement, products, notices and all other APIs of the guide, which it answers like paths that don't exist; the list
 * of registered caller addresses, the call over plain HTTP (-400), maintenance (-1000), masked or safe phone numbers; the
 * cancellation of an unpaid order by its buyer; automatic confirmation of purchases, forced cancellation of late orders;
 * rate limits, of which 11번가 documents none.
 */
export const emulator: EmulatorDefinition = {
  credentials: { apiKey: API_KEY },
  basePath: '',
  create(settings): Emulator {
    const shop = new Shop(settings);
    return {
      handle: (request) => answer(shop, API_KEY, request),
      place: (order) =>
        shop.place(order).lines.map((line) => ({
          orderNumber: line.order.ordNo,
          lineNumber: String(line.seq),
          bundleNumber: line.dlvNo,
          checkoutNumber: null,
        })),
      happen: ({ orderNumber, lineNumber }, event) => {
        const line = shop.line(orderNumber, lineNumber ?? '');
        return line !== null && happen(shop, line, event);
      },
      lines: () => shop.lines.map(asEmulated),
      troubleReply,
    };
  },
};

/**
 * A servlet's bare HTTP 500 is observed. A refusal for too many calls is not: code 004 is the product search's, the status
 * and the text are made up. @evidence assumed
 */
const troubleReply = (kind: 'RATE_LIMITED' | 'INTERNAL'): WireReply =>
  kind === 'INTERNAL' ? brokenReply() : gatewayReply('004', '허용된 트래픽을 초과하였습니다.', 429);

const asEmulated = (line: Line): EmulatedLine => ({
  orderNumber: line.order.ordNo,
  lineNumber: String(line.seq),
  bundleNumber: line.dlvNo,
  checkoutNumber: null,
  nativeStatus: line.status,
  openCancelQuantity: openClaim(line)?.quantity ?? null,
  orderedQuantity: line.product.quantity,
  canceledQuantity: line.canceledQuantity,
  orderedAt: line.order.orderedAt,
  paidAt: line.order.paidAt,
  receiver: line.order.receiver,
  courierCode: line.dispatch?.courierCode ?? null,
  trackingNumber: line.dispatch?.invoices[0] ?? null,
  cancellations: line.claims.map((claim) => ({
    claimNumber: String(claim.number),
    state: claim.state,
    isImmediate: claim.isImmediate,
    quantity: claim.quantity,
    requestedAt: claim.requestedAt,
  })),
});
