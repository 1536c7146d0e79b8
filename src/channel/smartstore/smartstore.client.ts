import type { Instant } from '../../base/clock.js';
import { writeJson } from '../../base/json.js';
import { MINUTE, SECOND, formatKst } from '../../base/time.js';
import type { ChannelAccount } from '../channel.js';
import type { CallContext } from '../http.js';
import { MOST_ROWS, readChanges, readConditions, readRows, readWrite } from './smartstore.answers.js';
import { readAnswer } from './smartstore.reply.js';
import { session, type ApiCall } from './smartstore.session.js';
import type {
  ChangesPage,
  ConditionsPage,
  DispatchOrder,
  ProductOrderRow,
  RangeType,
  WriteAnswer,
} from './smartstore.wire.js';

const PATH = '/v1/pay-order/seller/product-orders';

/** An answer to a write that is lost costs a reading back; so it may take its time. */
const WRITE_TIMEOUT_MS = 30 * SECOND;

/** Both ends are inclusive. */
interface ConditionsQuestion {
  readonly rangeType: RangeType;
  readonly from: Instant;
  readonly to: Instant;
  /** From 1. */
  readonly page: number;
}

/** Both ends are inclusive. */
interface ChangesQuestion {
  readonly from: Instant;
  readonly to: Instant;
  readonly moreSequence: string | null;
}

/** The marketplace's operations, in its own words. */
export interface SmartStoreClient {
  /** A page of the conditional list: rows of all statuses. */
  conditions(question: ConditionsQuestion, context: CallContext): Promise<ConditionsPage>;
  /** A page of the change feed: changes of all types. */
  changes(question: ChangesQuestion, context: CallContext): Promise<ChangesPage>;
  /** At most 300 ids; those unknown are missing from the answer (observed). */
  query(productOrderIds: readonly string[], context: CallContext): Promise<readonly ProductOrderRow[]>;
  /** At most 30. */
  confirm(productOrderIds: readonly string[], context: CallContext): Promise<WriteAnswer>;
  /** At most 30. */
  dispatch(orders: readonly DispatchOrder[], context: CallContext): Promise<WriteAnswer>;
  approveCancel(productOrderId: string, context: CallContext): Promise<WriteAnswer>;
  /** Issues a token anew and reads one row of the feed: credentials, address list and the order API group are tried. */
  check(context: CallContext): Promise<void>;
}

/** `2026-03-15T00:00:00.000+09:00`: the only form that requests may have (documented). */
export const wireDate = (instant: Instant): string => `${formatKst(instant, 'yyyy-MM-ddTHH:mm:ss.SSS')}+09:00`;

export function smartStoreClient(account: ChannelAccount): SmartStoreClient {
  const { send, prove } = session(account);
  return {
    conditions: (question, context) => send(conditionsCall(question), context),
    changes: (question, context) => send(changesCall({ ...question, limitCount: MOST_ROWS }), context),
    query: (productOrderIds, context) => send(queryCall(productOrderIds), context),
    confirm: (productOrderIds, context) => send(writeCall('confirm', '/confirm', { productOrderIds }), context),
    dispatch: (dispatchProductOrders, context) =>
      send(writeCall('dispatch', '/dispatch', { dispatchProductOrders }), context),
    approveCancel: (productOrderId, context) => {
      const path = `/${encodeURIComponent(productOrderId)}/claim/cancel/approve`;
      return send(writeCall('cancel.approve', path), context);
    },
    async check(context) {
      await prove(context);
      const now = account.clock.now();
      const call = changesCall({ from: now - MINUTE, to: now, moreSequence: null, limitCount: 1 });
      // Called so, the governor never holds it back.
      await send({ ...call, operation: 'check' }, context);
    },
  };
}

const conditionsCall = ({ rangeType, from, to, page }: ConditionsQuestion): ApiCall<ConditionsPage> =>
  readCall('conditions', '', readConditions, {
    from: wireDate(from),
    to: wireDate(to),
    rangeType,
    quantityClaimCompatibility: 'true',
    pageSize: String(MOST_ROWS),
    page: String(page),
  });

const changesCall = ({
  from,
  to,
  moreSequence,
  limitCount,
}: ChangesQuestion & { limitCount: number }): ApiCall<ChangesPage> =>
  readCall('changes', '/last-changed-statuses', readChanges, {
    lastChangedFrom: wireDate(from),
    lastChangedTo: wireDate(to),
    ...(moreSequence === null ? {} : { moreSequence }),
    limitCount: String(limitCount),
  });

/** A question all the same: it changes nothing. */
const queryCall = (productOrderIds: readonly string[]): ApiCall<readonly ProductOrderRow[]> => ({
  ...readCall('query', '/query', readRows),
  method: 'POST',
  body: writeJson({ productOrderIds, quantityClaimCompatibility: true }),
});

/** A read of one API; the rate limit counts per API (documented), so the API's name is its rate group. */
function readCall<T>(
  api: string,
  path: string,
  readBody: (body: Readonly<Record<string, unknown>>) => T,
  query: Readonly<Record<string, string>> = {},
): ApiCall<T> {
  // Encodes the plus of an offset as %2B; bare it would arrive as a space (assumed).
  const search = new URLSearchParams(query).toString();
  return {
    operation: api,
    kind: 'READ',
    method: 'GET',
    target: `${PATH}${path}${search === '' ? '' : `?${search}`}`,
    rateGroup: api,
    read: (reply) => readBody(readAnswer(reply)),
  };
}

/** Operations that take no body are sent without one (documented). */
const writeCall = (api: string, path: string, body?: object): ApiCall<WriteAnswer> => ({
  operation: api,
  kind: 'WRITE',
  method: 'POST',
  target: `${PATH}${path}`,
  ...(body === undefined ? {} : { body: writeJson(body) }),
  rateGroup: api,
  timeoutMs: WRITE_TIMEOUT_MS,
  read: readWrite,
});
