import { writeJson } from '../../base/json.js';
import { SECOND } from '../../base/time.js';
import type { ChannelAccount } from '../channel.js';
import type { CallContext, HttpCall } from '../http.js';
import { multipartOf } from './junglebook.form.js';
import { readMember, readOrderAnswer, readOrderRow } from './junglebook.reply.js';
import type { OaType, OrderAnswer, OrderForm, OrderRow } from './junglebook.wire.js';

/** An order whose answer is lost costs a reading back; so it may take its time. */
const ORDER_TIMEOUT_MS = 30 * SECOND;

/** The supplier's operations, in its own words. */
export interface JunglebookClient {
  /** @param isTest to the test address: checked and answered, and nothing ordered. */
  place(form: OrderForm, isTest: boolean, context: CallContext): Promise<OrderAnswer>;
  /** @param oaType narrows a number that several of the buyer's channels may share. */
  order(oaOrderNo: string, oaType: OaType | null, context: CallContext): Promise<OrderRow | null>;
  /** Cash balance (회원정보조회): the smallest answer there is. */
  member(context: CallContext): Promise<void>;
}

export function junglebookClient({ http, credentials }: ChannelAccount): JunglebookClient {
  // The bare key, without a scheme word (documented).
  const authorization = credentials['apiKey'] ?? '';
  const get = <T>(operation: string, target: string, read: HttpCall<T>['read'], context: CallContext): Promise<T> =>
    http.request({ operation, kind: 'READ', method: 'GET', target, headers: () => ({ authorization }), read }, context);
  return {
    place(form, isTest, context) {
      const { contentType, body } = multipartOf(writeJson(form));
      return http.request(
        {
          operation: isTest ? 'order.test' : 'order.place',
          kind: 'WRITE',
          method: 'POST',
          target: isTest ? '/order/test' : '/order',
          headers: () => ({ authorization, 'content-type': contentType }),
          body,
          timeoutMs: ORDER_TIMEOUT_MS,
          read: readOrderAnswer,
        },
        context,
      );
    },
    order(oaOrderNo, oaType, context) {
      const target = `/order/${encodeURIComponent(oaOrderNo)}${oaType === null ? '' : `/${oaType}`}`;
      return get('order.get', target, readOrderRow, context);
    },
    // Called so, the governor never holds it back.
    member: (context) => get('check', '/member/cash', readMember, context),
  };
}
