import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import { present } from '../auth/masking.js';
import type { Clock } from '../base/clock.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { CancellationQuery } from '../cancellation/cancellation.query.js';
import type { InvoiceItem } from '../channel/channel.js';
import type { ChannelError } from '../channel/channel-error.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { selectChannels } from '../channel/selection.js';
import { decodeCursor, fingerprintOf } from '../graphql/cursor.js';
import { badInput } from '../graphql/errors.js';
import { DEFAULT_FIRST } from '../graphql/page.args.js';
import { decodeNodeId } from '../model/node-id.js';
import { ChannelRole } from '../model/marketplace.js';
import type { Order } from '../order/order.entity.js';
import type { OrderQuery } from '../order/order.query.js';
import type { Refresh } from '../reader/refresh.js';
import type { Action } from './action.entity.js';
import type { ActionsArgs, RegisterInvoiceInput } from './action.input.js';
import { MAX_BATCH } from './action.input.js';
import type { ActionConditions, ActionQuery } from './action.query.js';
import { ActionConnection, ActionResult } from './action.types.js';
import { approveCancel } from './operations/approve-cancel.js';
import { cancelOrder } from './operations/cancel-order.js';
import { confirmOrder } from './operations/confirm-order.js';
import { CourierChoice } from './operations/courier-choice.js';
import { delayDispatch } from './operations/delay-dispatch.js';
import { markDelivered } from './operations/mark-delivered.js';
import type { OrderLines } from './operations/order-lines.js';
import type { InvoiceRequest } from './operations/register-invoice.js';
import { RegisterInvoiceOperation } from './operations/register-invoice.js';
import { rejectCancel } from './operations/reject-cancel.js';
import { updateInvoice } from './operations/update-invoice.js';
import type { CancelOrderInput, DelayDispatchInput, RejectCancelInput, UpdateInvoiceInput } from './write.input.js';
import type { WriteOperation, WriteRequest } from './write.operation.js';
import {
  cancelRequest,
  delayRequest,
  invoiceChangeRequest,
  invoiceRequest,
  plainRequest,
  rejectRequest,
} from './write-requests.js';
import type { WriteService } from './write.service.js';

export interface ActionServices {
  readonly clock: Clock;
  readonly directory: ChannelDirectory;
  readonly writes: WriteService;
  readonly query: ActionQuery;
  readonly orders: OrderQuery;
  readonly cancellations: CancellationQuery;
  readonly refresh: Refresh;
  readonly lines: OrderLines;
}

/** The mutations on orders and cancellations, and their journal. */
export class ActionService {
  private readonly couriers: CourierChoice;

  constructor(private readonly services: ActionServices) {
    this.couriers = new CourierChoice(services.directory);
  }

  async confirmOrders(ids: readonly string[], key: string | null, viewer: Viewer): Promise<ActionResult[]> {
    assertBatch('orderIds', ids.length);
    const operation = confirmOrder(this.services.lines);
    return this.run(
      operation,
      ids.map((id) => plainRequest(id, key, { orderId: id })),
      viewer,
    );
  }

  async registerInvoices(inputs: readonly RegisterInvoiceInput[], viewer: Viewer): Promise<ActionResult[]> {
    assertBatch('inputs', inputs.length);
    const operation = new RegisterInvoiceOperation({ ...this.services, couriers: this.couriers });
    return this.run<Order, InvoiceItem, InvoiceRequest>(
      operation,
      await Promise.all(inputs.map(invoiceRequest)),
      viewer,
    );
  }

  /** What registerInvoices would come to, told in its own words; nothing is sent or written down. */
  async previewInvoices(inputs: readonly RegisterInvoiceInput[], viewer: Viewer): Promise<ActionResult[]> {
    const operation = new RegisterInvoiceOperation({ ...this.services, couriers: this.couriers });
    const requests = await Promise.all(inputs.map(invoiceRequest));
    const previews = await this.services.writes.preview<Order, InvoiceItem, InvoiceRequest>(
      operation,
      requests,
      viewer,
    );
    return Promise.all(
      previews.map(async ({ error, orderKeys }, index) => {
        const { id, courier, trackingNumber } = requests[index]!;
        const { channelId } = decodeNodeId(id, 'ORDER')!;
        const affected = await this.services.orders.byKeys(channelId, orderKeys);
        return Object.assign(await this.unsent(id, error, viewer), {
          affectedOrders: affected.map((order) => present(order, viewer)),
          reason: error?.message ?? `Dry run: ${courier} ${trackingNumber} would be registered.`,
        });
      }),
    );
  }

  async updateInvoice(input: UpdateInvoiceInput, viewer: Viewer): Promise<ActionResult> {
    const operation = updateInvoice({ lines: this.services.lines, couriers: this.couriers });
    return first(await this.run(operation, [await invoiceChangeRequest(input)], viewer));
  }

  async cancelOrder(input: CancelOrderInput, viewer: Viewer): Promise<ActionResult> {
    return first(await this.run(cancelOrder(this.services.lines), [await cancelRequest(input)], viewer));
  }

  async delayDispatch(input: DelayDispatchInput, viewer: Viewer): Promise<ActionResult> {
    const request = await delayRequest(input, this.services.clock.now());
    return first(await this.run(delayDispatch(this.services.lines), [request], viewer));
  }

  async markDelivered(id: string, key: string | null, viewer: Viewer): Promise<ActionResult> {
    return first(await this.run(markDelivered(this.services.lines), [plainRequest(id, key, { orderId: id })], viewer));
  }

  async rejectCancel(input: RejectCancelInput, viewer: Viewer): Promise<ActionResult> {
    const operation = rejectCancel({ ...this.services, couriers: this.couriers });
    return first(await this.run(operation, [await rejectRequest(input)], viewer));
  }

  async approveCancels(ids: readonly string[], key: string | null, viewer: Viewer): Promise<ActionResult[]> {
    assertBatch('cancellationIds', ids.length);
    const operation = approveCancel(this.services);
    return this.run(
      operation,
      ids.map((id) => plainRequest(id, key, { cancellationId: id })),
      viewer,
    );
  }

  /** Admins see everybody's actions, others their own. */
  async list({ filter, first, after }: ActionsArgs, viewer: Viewer): Promise<ActionConnection> {
    const { query } = this.services;
    const channelIds = filter.channelIds
      ? selectChannels(this.services.directory, viewer, filter, ChannelRole.SALES).map(({ id }) => id)
      : this.services.directory.all().flatMap(({ id }) => (maySee(viewer, id) ? [id] : []));
    const fingerprint = fingerprintOf(['actions', channelIds, filter]);
    const position = after ? decodeCursor(after, fingerprint) : null;
    const limit = first ?? DEFAULT_FIRST;
    const conditions: ActionConditions = {
      startDate: filter.startDate ?? null,
      endDate: filter.endDate ?? null,
      types: filter.types ?? null,
      states: filter.states ?? null,
      channelIds,
      orders: filter.orderIds?.map(orderTarget) ?? null,
      requestedBy: viewer.role === 'admin' ? null : viewer.name,
    };
    const [rows, totalCount] = await Promise.all([query.page(conditions, limit, position), query.count(conditions)]);
    return ActionConnection.of({
      rows: rows.slice(0, limit),
      fingerprint,
      positionOf: (action) => query.positionOf(action),
      hasNextPage: rows.length > limit,
      hasPreviousPage: position !== null,
      totalCount,
    });
  }

  async get(id: string, viewer: Viewer): Promise<Action | null> {
    const target = decodeNodeId(id, 'ACTION');
    if (!target) throw badInput('id', 'id must be the id of an action, as a mutation gives it');
    const action = await this.services.query.byKey(target.key);
    const isOwn = action !== null && (viewer.role === 'admin' || action.requestedBy === viewer.name);
    return isOwn && maySee(viewer, action.channelId) ? action : null;
  }

  private async run<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    requests: readonly Request[],
    viewer: Viewer,
  ): Promise<ActionResult[]> {
    const answers = await this.services.writes.run(operation, requests, viewer);
    return Promise.all(
      answers.map(async (answer, index) =>
        answer.action
          ? this.resultOf(answer.action, answer.replayed, viewer)
          : this.unsent(requests[index]!.id, answer.error, viewer),
      ),
    );
  }

  private async resultOf(action: Action, replayed: boolean, viewer: Viewer): Promise<ActionResult> {
    const { result, channelId, orderKey, cancellationKey } = action;
    const affected = await this.services.orders.byKeys(channelId, result?.affectedKeys ?? []);
    return Object.assign(new ActionResult(), {
      action,
      order: await this.orderOf(channelId, orderKey, viewer),
      cancellation: await this.cancellationOf(channelId, cancellationKey),
      affectedOrders: affected.map((order) => present(order, viewer)),
      response: result?.response ?? false,
      reason: result?.reason ?? null,
      error: result?.error ?? null,
      replayed,
      addressChanged: result?.addressChanged ?? null,
    });
  }

  /** The result of what was not written down. */
  private async unsent(id: string, error: ChannelError | null, viewer: Viewer): Promise<ActionResult> {
    const order = decodeNodeId(id, 'ORDER');
    const claim = decodeNodeId(id, 'CANCELLATION');
    return Object.assign(new ActionResult(), {
      action: null,
      order: order && maySee(viewer, order.channelId) ? await this.orderOf(order.channelId, order.key, viewer) : null,
      cancellation:
        claim && maySee(viewer, claim.channelId) ? await this.cancellationOf(claim.channelId, claim.key) : null,
      affectedOrders: [],
      response: false,
      reason: error?.message ?? null,
      error,
      replayed: false,
      addressChanged: null,
    });
  }

  private async orderOf(channelId: string, key: string | null, viewer: Viewer): Promise<Order | null> {
    const [order] = key === null ? [] : await this.services.orders.byKeys(channelId, [key]);
    return order ? present(order, viewer) : null;
  }

  private async cancellationOf(channelId: string, key: string | null): Promise<Cancellation | null> {
    const [claim] = key === null ? [] : await this.services.cancellations.byKeys(channelId, [key]);
    return claim ?? null;
  }
}

const first = (results: readonly ActionResult[]): ActionResult => results[0]!;

/** A limit of the whole call, so it fails the whole call. */
function assertBatch(field: string, count: number): void {
  if (count > MAX_BATCH) throw badInput(field, `${field} may hold at most ${MAX_BATCH} items, but holds ${count}`);
}

function orderTarget(id: string): { channelId: string; key: string } {
  const target = decodeNodeId(id, 'ORDER');
  if (!target)
    throw badInput('filter.orderIds', `filter.orderIds must be ids of orders, but one is ${JSON.stringify(id)}`);
  return target;
}
