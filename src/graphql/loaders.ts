import DataLoader from 'dataloader';
import type { Action } from '../action/action.entity.js';
import { present, presentFulfilment, presentSupplierOrder } from '../auth/masking.js';
import type { Viewer } from '../auth/viewer.js';
import { groupBy } from '../base/collections.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import { byRecency } from '../cancellation/cancellation.merge.js';
import type { Fulfilment } from '../fulfilment/fulfilment.entity.js';
import type { Order } from '../order/order.entity.js';
import type { Services } from '../services.js';
import type { SupplierOrder } from '../supply/supplier-order.entity.js';

/** Something of one channel, by one of its numbers. */
interface Ref {
  readonly channelId: string;
  readonly value: string;
}

/** A ledger row, as it speaks of one of its invoices. */
interface Speaking {
  readonly invoiceNumber: string;
  readonly row: Fulfilment;
}

type ByRef<T> = DataLoader<Ref, T, string>;

/** Batched look-ups of one request; none of them calls a marketplace. */
export interface Loaders {
  readonly orderByKey: ByRef<Order | null>;
  readonly ordersByOrderNumber: ByRef<Order[]>;
  readonly ordersByCheckoutNumber: ByRef<Order[]>;
  readonly ordersByTrackingNumber: ByRef<Order[]>;
  readonly cancellationByKey: ByRef<Cancellation | null>;
  readonly cancellationsByOrderKey: ByRef<Cancellation[]>;
  readonly actionsByOrderKey: ByRef<Action[]>;
  readonly fulfilmentByKey: ByRef<Fulfilment | null>;
  readonly fulfilmentsByOrderCode: ByRef<Fulfilment[]>;
  readonly fulfilmentsByInvoiceNumber: ByRef<Speaking[]>;
  readonly rawOfFulfilment: ByRef<unknown>;
  readonly rawOfOrder: ByRef<unknown>;
  readonly rawOfCancellation: ByRef<unknown>;
  readonly supplierOrderByKey: ByRef<SupplierOrder | null>;
  readonly rawOfSupplierOrder: ByRef<unknown>;
}

export function createLoaders(services: Services, viewer: Viewer): Loaders {
  const { orders, cancellations, actions, fulfilments, supplierOrders } = services.queries;
  const shown = (list: Order[]): Order[] => list.map((order) => present(order, viewer));
  const shownRows = (rows: Fulfilment[]): Fulfilment[] => rows.map((row) => presentFulfilment(row, viewer));
  return {
    orderByKey: one(
      async (id, keys) => shown(await orders.byKeys(id, keys)),
      (order) => order.key,
    ),
    ordersByOrderNumber: many(
      async (id, numbers) => shown(await orders.byNumbers(id, 'orderNumber', numbers)),
      (order) => order.orderNumber,
    ),
    ordersByCheckoutNumber: many(
      async (id, numbers) => shown(await orders.byNumbers(id, 'checkoutNumber', numbers)),
      (order) => order.checkoutNumber,
    ),
    ordersByTrackingNumber: many(
      async (id, numbers) => shown(await orders.byTrackingNumbers(id, numbers)),
      (order) => order.trackingNumber,
    ),
    cancellationByKey: one(
      (id, keys) => cancellations.byKeys(id, keys),
      (claim) => claim.key,
    ),
    cancellationsByOrderKey: many(
      async (id, keys) => (await cancellations.byOrderKeys(id, keys)).sort(byRecency),
      (claim) => claim.orderKey,
    ),
    actionsByOrderKey: many(
      (id, keys) => actions.byOrderKeys(id, keys),
      (action) => action.orderKey,
    ),
    fulfilmentByKey: one(
      async (id, keys) => shownRows(await fulfilments.byKeys(id, keys)),
      (row) => row.key,
    ),
    fulfilmentsByOrderCode: many(
      async (id, codes) => shownRows(await fulfilments.byOrderCodes(id, codes)),
      (row) => row.orderCode,
    ),
    fulfilmentsByInvoiceNumber: many(
      async (id, numbers) => shownRows(await fulfilments.byInvoiceNumbers(id, numbers)).flatMap(speakingOf),
      ({ invoiceNumber }) => invoiceNumber,
    ),
    rawOfFulfilment: fromMap((id, keys) => fulfilments.raws(id, keys)),
    rawOfOrder: fromMap((id, keys) => orders.raws(id, keys)),
    rawOfCancellation: fromMap((id, keys) => cancellations.raws(id, keys)),
    supplierOrderByKey: one(
      async (id, keys) => (await supplierOrders.byKeys(id, keys)).map((order) => presentSupplierOrder(order, viewer)),
      (order) => order.key,
    ),
    rawOfSupplierOrder: fromMap((id, keys) => supplierOrders.raws(id, keys)),
  };
}

const speakingOf = (row: Fulfilment): Speaking[] =>
  [...row.invoices, ...row.canceledInvoices].map(({ invoiceNumber }) => ({ invoiceNumber, row }));

type Fetch<T> = (channelId: string, values: string[]) => Promise<T[]>;

const cacheKeyFn = ({ channelId, value }: Ref): string => `${channelId}:${value}`;

/** One question per channel for all refs of a batch. */
async function perChannel<R>(
  refs: readonly Ref[],
  ask: (channelId: string, values: string[]) => Promise<Map<string, R>>,
): Promise<Map<string, R>> {
  const found = new Map<string, R>();
  for (const [channelId, group] of groupBy(refs, (ref) => ref.channelId)) {
    const answer = await ask(
      channelId,
      group.map(({ value }) => value),
    );
    for (const [value, result] of answer) found.set(`${channelId}:${value}`, result);
  }
  return found;
}

function many<T>(fetch: Fetch<T>, keyOf: (item: T) => string | null): ByRef<T[]> {
  const batch = async (refs: readonly Ref[]): Promise<T[][]> => {
    const found = await perChannel(refs, async (id, values) =>
      groupBy(await fetch(id, values), (item) => keyOf(item) ?? ''),
    );
    return refs.map((ref) => found.get(cacheKeyFn(ref)) ?? []);
  };
  return new DataLoader(batch, { cacheKeyFn });
}

function one<T>(fetch: Fetch<T>, keyOf: (item: T) => string): ByRef<T | null> {
  const batch = async (refs: readonly Ref[]): Promise<(T | null)[]> => {
    const found = await perChannel(
      refs,
      async (id, values) => new Map((await fetch(id, values)).map((item) => [keyOf(item), item])),
    );
    return refs.map((ref) => found.get(cacheKeyFn(ref)) ?? null);
  };
  return new DataLoader(batch, { cacheKeyFn });
}

function fromMap<T>(fetch: (channelId: string, values: string[]) => Promise<Map<string, T>>): ByRef<T | null> {
  const batch = async (refs: readonly Ref[]): Promise<(T | null)[]> => {
    const found = await perChannel(refs, fetch);
    return refs.map((ref) => found.get(cacheKeyFn(ref)) ?? null);
  };
  return new DataLoader(batch, { cacheKeyFn });
}
