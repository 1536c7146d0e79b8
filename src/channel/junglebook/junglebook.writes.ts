import { ErrorCode } from '../../model/error-code.js';
import type { SupplierOrderRequest } from '../../model/supplier-order.js';
import { SettleKind, SupplierOrderSource } from '../../model/supplier-order.js';
import { ChannelFault } from '../fault.js';
import type { PlaceSupplierOrder, SupplierOutcome, SupplierRefusal } from '../supply.js';
import type { JunglebookClient } from './junglebook.client.js';
import { isObject, isOne, textOf } from './junglebook.fields.js';
import { OA_TYPES, goodsOf, heldOf, paymentOf, placedOf, toForm } from './junglebook.map.js';
import { refusalOf } from './junglebook.refusals.js';
import { problemsOf } from './junglebook.rules.js';
import type { DuplicateOrder, OaType, OrderAnswer, OrderResult, OrderRow, PayResult } from './junglebook.wire.js';

export const placeSupplierOrder = (client: JunglebookClient): PlaceSupplierOrder => ({
  problemsOf,
  send: async (request, context) => outcomeOf(await client.place(toForm(request), request.test, context), request),
  async find(request, context) {
    const row = await client.order(request.externalOrderNumber, queryTypeOf(request), context);
    const orderNumber = textOf(row?.orderNo);
    return row === null || orderNumber === null || !isUnderNumber(row, request)
      ? null
      : heldOf(orderNumber, row, request);
  },
});

/** The decision table of the answer: orderResult.success decides whether it was taken, payResult whether it was paid. */
function outcomeOf({ orderResult, payResult }: OrderAnswer, request: SupplierOrderRequest): SupplierOutcome {
  const errCode = textOf(orderResult.errCode);
  const orderNumber = textOf(orderResult.ordNo);
  if (isOne(orderResult.success) && orderNumber !== null) {
    assertPaymentTold(payResult, request);
    return { kind: 'PLACED', ...placedOf(orderNumber, orderResult, payResult, request) };
  }
  if (isOne(orderResult.success) || errCode === null) {
    throw new ChannelFault(ErrorCode.CHANNEL_MALFORMED, 'Junglebook neither names an order nor says why there is none');
  }
  const { parameter } = orderResult;
  const rest: Omit<SupplierRefusal, 'refusal' | 'message'> = {
    payment: paymentOf(payResult, null),
    parameter: typeof parameter === 'string' ? textOf(parameter) : isObject(parameter) ? 'oaOrderNo' : null,
    goods: goodsOf(orderResult.goodsData),
    duplicateOf: duplicateOf(orderResult),
  };
  return { kind: 'REFUSED', ...refusalOf(errCode, orderResult), ...rest };
}

/** Without the flag nobody knows whether the cash is gone: the order, read back, tells. */
function assertPaymentTold({ successs }: PayResult, { settleKind, test }: SupplierOrderRequest): void {
  if (successs === undefined && settleKind === SettleKind.CASH && !test) {
    throw new ChannelFault(ErrorCode.CHANNEL_MALFORMED, 'Junglebook does not say whether the order was paid');
  }
}

/** `parameter` is a field's name or, for a duplicate alone, an object with the order taken before. */
function duplicateOf({ parameter }: OrderResult): SupplierRefusal['duplicateOf'] {
  const data = isObject(parameter) ? parameter['dupOrderData'] : null;
  if (!isObject(data)) return null;
  const duplicate: DuplicateOrder = data;
  const orderNumber = textOf(duplicate.ordNo);
  return orderNumber === null ? null : { orderNumber, receiverName: textOf(duplicate.nameReceiver) };
}

/** Types that the query takes in both editions of its document. The newer one knows neither `api` nor `opo`, but `pettob`. */
const QUERY_TYPES: ReadonlySet<OaType> = new Set<OaType>(['storefarm', 'emp', 'talkstore', 'mall']);
const JUNGLEBOOK_ITSELF = 'pettob';

const queryTypeOf = ({ source }: SupplierOrderRequest): OaType | null =>
  QUERY_TYPES.has(OA_TYPES[source]) ? OA_TYPES[source] : null;

/**
 * The query takes the supplier's own numbers as well, and without a type those of all the buyer's channels: the order found
 * must carry the number and the type asked for.
 */
function isUnderNumber(row: OrderRow, request: SupplierOrderRequest): boolean {
  const oaType = textOf(row.oaType);
  const isUntyped = request.source === SupplierOrderSource.API || request.source === SupplierOrderSource.OWN_GOODS;
  const isOfType =
    oaType === null || oaType === OA_TYPES[request.source] || (isUntyped && oaType === JUNGLEBOOK_ITSELF);
  return isOfType && textOf(row.oaOrderNo) === request.externalOrderNumber;
}
