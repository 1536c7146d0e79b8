import type { Action } from '../action/action.entity.js';
import { presentSupplierOrder } from '../auth/masking.js';
import type { Viewer } from '../auth/viewer.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { selectChannels } from '../channel/selection.js';
import { decodeCursor, fingerprintOf } from '../graphql/cursor.js';
import { DEFAULT_FIRST } from '../graphql/page.args.js';
import { ChannelRole } from '../model/marketplace.js';
import type { DeskAnswer, PlacementDesk } from './placement.desk.js';
import type { SupplierOrder } from './supplier-order.entity.js';
import type { PlaceSupplierOrderInput, SupplierOrdersArgs } from './supplier-order.input.js';
import type { SupplierOrderConditions, SupplierOrderStore } from './supplier-order.store.js';
import { PlaceSupplierOrderPayload, SupplierGoods, SupplierOrderConnection } from './supplier-order.types.js';

export interface SupplierOrderServices {
  readonly directory: ChannelDirectory;
  readonly orders: SupplierOrderStore;
  readonly desk: PlacementDesk;
}

/** What is bought from suppliers. */
export class SupplierOrderService {
  constructor(private readonly services: SupplierOrderServices) {}

  async place(input: PlaceSupplierOrderInput, viewer: Viewer): Promise<PlaceSupplierOrderPayload> {
    const answer = await this.services.desk.place(input, viewer);
    const order = answer.action && (await this.orderOf(answer.action));
    return payloadOf(answer, order && presentSupplierOrder(order, viewer));
  }

  async list({ filter, first, after }: SupplierOrdersArgs, viewer: Viewer): Promise<SupplierOrderConnection> {
    const { directory, orders } = this.services;
    const channelIds = selectChannels(directory, viewer, filter, ChannelRole.SUPPLY).map(({ id }) => id);
    const fingerprint = fingerprintOf(['supplierOrders', channelIds, filter]);
    const position = after ? decodeCursor(after, fingerprint) : null;
    const limit = first ?? DEFAULT_FIRST;
    const conditions: SupplierOrderConditions = {
      channelIds,
      startDate: filter.startDate ?? null,
      endDate: filter.endDate ?? null,
      externalOrderNumbers: filter.externalOrderNumbers ?? null,
    };
    const [rows, totalCount] = await Promise.all([orders.page(conditions, limit, position), orders.count(conditions)]);
    return SupplierOrderConnection.of({
      rows: rows.slice(0, limit).map((order) => presentSupplierOrder(order, viewer)),
      fingerprint,
      positionOf: (order) => orders.positionOf(order),
      hasNextPage: rows.length > limit,
      hasPreviousPage: position !== null,
      totalCount,
    });
  }

  private async orderOf({ channelId, supplierOrderKey }: Action): Promise<SupplierOrder | null> {
    if (supplierOrderKey === null) return null;
    return (await this.services.orders.byKeys(channelId, [supplierOrderKey]))[0] ?? null;
  }
}

function payloadOf(answer: DeskAnswer, supplierOrder: SupplierOrder | null): PlaceSupplierOrderPayload {
  if (answer.action === null) {
    return Object.assign(new PlaceSupplierOrderPayload(), {
      action: null,
      response: false,
      reason: answer.error.message,
      error: answer.error,
      supplierOrder: null,
      payment: null,
      replayed: false,
      duplicateOf: null,
      parameter: answer.parameter,
      goods: null,
    });
  }
  const { action, replayed } = answer;
  const told = action.result?.supplier;
  return Object.assign(new PlaceSupplierOrderPayload(), {
    action,
    response: action.result?.response ?? false,
    reason: action.result?.reason ?? null,
    error: action.result?.error ?? null,
    supplierOrder,
    payment: told?.payment ?? null,
    replayed,
    duplicateOf: told?.duplicateOf ?? null,
    parameter: told?.parameter ?? null,
    goods: told?.goods ? Object.assign(new SupplierGoods(), told.goods) : null,
  });
}
