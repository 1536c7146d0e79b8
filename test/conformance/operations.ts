/** What the rules ask for, and the shape of the answers. */

export interface ErrorNode {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly channelCode: string | null;
  readonly channelMessage: string | null;
}

export interface InvoiceNode {
  readonly courierCode: string | null;
  readonly courier: string;
  readonly trackingNumber: string;
}

export interface OrderNode {
  readonly id: string;
  readonly orderNumber: string;
  readonly lineNumber: string | null;
  readonly bundleNumber: string | null;
  readonly checkoutNumber: string | null;
  readonly status: string;
  readonly claimStatus: string;
  readonly channelStatus: string;
  readonly orderedDate: string | null;
  readonly paidDate: string | null;
  readonly senderName: string | null;
  readonly receiverName: string | null;
  readonly zipCode: string | null;
  readonly receiverAddress: string | null;
  readonly addressVersion: string;
  readonly shippingMemo: string | null;
  readonly productName: string | null;
  readonly productOptionName: string | null;
  readonly productQuantity: number;
  readonly canceledQuantity: number;
  readonly currency: string;
  readonly productPriceAmount: number | null;
  readonly productPrice: number | null;
  readonly optionPriceAmount: number | null;
  readonly sellerDiscountPriceAmount: number | null;
  readonly mallDiscountPriceAmount: number | null;
  readonly shippingFee: number | null;
  readonly remoteShippingFee: number | null;
  readonly depositDueDate: string | null;
  readonly dispatchDueDate: string | null;
  readonly expectedPaymentAmount: number | null;
  readonly fetchedAt: string;
  readonly siblings: readonly { readonly id: string }[];
  readonly cancellations: readonly CancellationNode[];
  readonly invoices: readonly InvoiceNode[];
}

/** No more of an order than what tells rows apart. */
export type NumberedNode = Pick<OrderNode, 'orderNumber' | 'lineNumber' | 'orderedDate'>;

export interface CancellationNode {
  readonly id: string;
  readonly order: { readonly id: string; readonly status: string; readonly claimStatus: string } | null;
  readonly orderNumber: string;
  readonly lineNumber: string | null;
  readonly status: string;
  readonly requestedBy: string;
  readonly decidedBy: string | null;
  readonly isImmediate: boolean;
  readonly cancellationRequestDate: string | null;
  readonly cancelCompletedDate: string | null;
  readonly cancelQuantity: number | null;
}

export interface ChannelResultNode {
  readonly channel: { readonly id: string };
  readonly outcome: string;
  readonly rows: number;
  readonly calls: number;
  readonly fetchedAt: string | null;
  readonly error: ErrorNode | null;
}

export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly totalCount: number;
  readonly channels: readonly ChannelResultNode[];
}

export interface ActionResult {
  readonly action: { readonly id: string; readonly state: string; readonly attempts: number } | null;
  readonly order: OrderNode | null;
  readonly cancellation: CancellationNode | null;
  readonly affectedOrders: readonly {
    readonly id: string;
    readonly orderNumber: string;
    readonly lineNumber: string | null;
  }[];
  readonly response: boolean;
  readonly reason: string | null;
  readonly error: ErrorNode | null;
  readonly replayed: boolean;
  readonly addressChanged: boolean | null;
}

const ERROR = 'code message retryable channelCode channelMessage';

const CANCELLATION_FIELDS = `
  id order { id status claimStatus } orderNumber lineNumber status requestedBy decidedBy isImmediate
  cancellationRequestDate cancelCompletedDate cancelQuantity`;

const ORDER_FIELDS = `
  id orderNumber lineNumber bundleNumber checkoutNumber status claimStatus channelStatus orderedDate paidDate
  senderName receiverName zipCode receiverAddress addressVersion shippingMemo productName productOptionName
  productQuantity canceledQuantity currency productPriceAmount productPrice optionPriceAmount
  sellerDiscountPriceAmount mallDiscountPriceAmount shippingFee remoteShippingFee depositDueDate dispatchDueDate
  expectedPaymentAmount fetchedAt
  siblings { id } cancellations { ${CANCELLATION_FIELDS} } invoices { courierCode courier trackingNumber }`;

const CHANNELS = `channels { channel { id } outcome rows calls fetchedAt error { ${ERROR} } }`;

const RESULT = `
  action { id state attempts }
  order { ${ORDER_FIELDS} }
  cancellation { ${CANCELLATION_FIELDS} }
  affectedOrders { id orderNumber lineNumber }
  response reason error { ${ERROR} } replayed addressChanged`;

export const ORDERS = `query Orders($filter: OrderFilter!, $sort: OrderSort = ORDERED_ASC, $first: Int, $after: String, $maxAge: Int) {
  orders(filter: $filter, sort: $sort, first: $first, after: $after, maxAge: $maxAge) {
    nodes { ${ORDER_FIELDS} } totalCount ${CHANNELS}
  }
}`;

export const CANCELLATIONS = `query Cancellations($filter: CancellationFilter!, $first: Int, $after: String, $maxAge: Int) {
  cancellations(filter: $filter, first: $first, after: $after, maxAge: $maxAge) {
    nodes { ${CANCELLATION_FIELDS} } totalCount ${CHANNELS}
  }
}`;

export const CANCELLATION = `query Cancellation($id: ID!, $maxAge: Int) {
  cancellation(id: $id, maxAge: $maxAge) { ${CANCELLATION_FIELDS} }
}`;

/** No more than what tells rows apart, for lists of thousands. */
export const ORDER_NUMBERS = `query OrderNumbers($filter: OrderFilter!, $maxAge: Int) {
  orders(filter: $filter, sort: ORDERED_ASC, first: 10000, maxAge: $maxAge) {
    nodes { orderNumber lineNumber orderedDate } totalCount ${CHANNELS}
  }
}`;

export const ORDER = `query Order($id: ID!, $maxAge: Int) { order(id: $id, maxAge: $maxAge) { ${ORDER_FIELDS} } }`;

export const CHANNEL = `query Channel($id: ID!) {
  channel(id: $id) {
    id marketplace sandbox capabilities
    limits { capability maxWindowHours maxRows pageSize maxBatch callsPerMinute }
    couriers { courier code name }
  }
}`;

export const CHECK = `mutation Check($id: ID!) { checkChannel(id: $id) { state lastError { ${ERROR} } } }`;

export const CONFIRM = `mutation Confirm($orderIds: [ID!]!, $idempotencyKey: String) {
  results: confirmOrders(orderIds: $orderIds, idempotencyKey: $idempotencyKey) { ${RESULT} }
}`;

export const REGISTER = `mutation Register($inputs: [RegisterInvoiceInput!]!) {
  results: registerInvoices(inputs: $inputs) { ${RESULT} }
}`;

export const APPROVE = `mutation Approve($cancellationIds: [ID!]!, $idempotencyKey: String) {
  results: approveCancels(cancellationIds: $cancellationIds, idempotencyKey: $idempotencyKey) { ${RESULT} }
}`;

export const UPDATE = `mutation Update($input: UpdateInvoiceInput!) { result: updateInvoice(input: $input) { ${RESULT} } }`;

export const REJECT = `mutation Reject($input: RejectCancelInput!) { result: rejectCancel(input: $input) { ${RESULT} } }`;

export const CANCEL = `mutation Cancel($input: CancelOrderInput!) { result: cancelOrder(input: $input) { ${RESULT} } }`;

export const DELAY = `mutation Delay($input: DelayDispatchInput!) { result: delayDispatch(input: $input) { ${RESULT} } }`;

export const DELIVERED = `mutation Delivered($orderId: ID!, $idempotencyKey: String) {
  result: markDelivered(orderId: $orderId, idempotencyKey: $idempotencyKey) { ${RESULT} }
}`;
