import type { Instant } from '../../base/clock.js';
import { OrderStatus } from '../../model/order.js';
import type { LookupAnswer, LookupPurpose, OrderLookup, OrderPointer, Snapshot } from '../channel.js';
import type { CallContext } from '../http.js';
import { CANCEL_STATE, claimedOrder, claimSnapshot, isWithdrawn } from './esm.claims.js';
import type { EsmClient, NumberQuestion } from './esm.client.js';
import { orderRecord } from './esm.map.js';
import type { No } from './esm.reply.js';
import { rejected } from './esm.reply.js';
import { isCancelState, isListedState, stateRecord } from './esm.states.js';
import type { WireClaim, WireOrder, WireState } from './esm.wire.js';

/**
 * ESM reads orders one by one. The order list, the claim list and the list of states exclude each other: an order leaves the
 * first as soon as a claim opens (documented). It is looked for where it stood last, then in the others; in none, it is gone.
 */
export const orderLookup = (client: EsmClient): OrderLookup => ({
  maxBatch: 1,
  unitOf: ({ key }) => key,
  async read(orders, purpose, context) {
    const answers: LookupAnswer[] = [];
    for (const order of orders) {
      const told = toldByClaim(order, purpose);
      answers.push(told ?? (await new Search(client, order, context).run()));
    }
    return {
      orders: answers.flatMap((answer) => answer.orders),
      cancellations: answers.flatMap((answer) => answer.cancellations),
      gone: answers.flatMap(({ gone }) => gone),
    };
  },
});

/**
 * An order known from a claim alone, whose details are wanted (the claim was just read), or that the claim closed: no call tells
 * more, since an order can't be read by its number either while a claim is open (observed).
 */
function toldByClaim({ isSparse, status, raw }: OrderPointer, purpose: LookupPurpose): LookupAnswer | null {
  if (isSparse !== true || !isClaim(raw)) return null;
  if (purpose !== 'DETAIL' && status !== OrderStatus.CANCELED) return null;
  return { orders: [claimedOrder(raw)], cancellations: [], gone: [] };
}

type Place = 'ORDERS' | 'CLAIMS' | 'STATES';

/** Where to look first, by what was known last. */
function routeOf(pointer: OrderPointer): readonly Place[] {
  const state = pointer.channelStatus?.split('/')[0];
  if (state === CANCEL_STATE) return ['CLAIMS', 'ORDERS', 'STATES'];
  // Whether an unpaid order is found by its number, and as what, is not documented; its state is.
  const isElsewhere = pointer.status === OrderStatus.PAYMENT_PENDING || /^(?:[789]|10)$/.test(state ?? '');
  return isElsewhere ? ['STATES', 'ORDERS', 'CLAIMS'] : ['ORDERS', 'CLAIMS', 'STATES'];
}

/** The search for one order. */
class Search {
  #row: WireOrder | null | undefined;
  #claims: readonly WireClaim[] | undefined;
  #state: WireState | null | undefined;
  /** The order list refused the number in other words than that it has no such order. */
  #refusal: No | null = null;

  constructor(
    private readonly client: EsmClient,
    private readonly pointer: OrderPointer,
    private readonly context: CallContext,
  ) {}

  /** @throws ChannelFault also where the order list refused the number and nobody else knows it: then it is not gone. */
  async run(): Promise<LookupAnswer> {
    for (const place of routeOf(this.pointer)) {
      const found = await this.#look(place);
      if (found) return { ...found, gone: [] };
    }
    const left = await this.#leftOver();
    if (left) return left;
    if (this.#refusal) throw rejected(this.#refusal);
    return { orders: [], cancellations: [], gone: [this.pointer.key] };
  }

  #look(place: Place): Promise<Snapshot | null> {
    if (place === 'ORDERS') return this.#inOrders();
    return place === 'CLAIMS' ? this.#inClaims() : this.#inStates();
  }

  async #inOrders(): Promise<Snapshot | null> {
    if (this.#state && !isListedState(this.#state)) return null;
    const row = await this.#readRow();
    // Claims that were found before were taken back; they belong to the answer.
    return row && { orders: [orderRecord(row)], cancellations: this.#snapshot(this.#claims ?? [], row).cancellations };
  }

  async #inClaims(): Promise<Snapshot | null> {
    // Most likely a claim of these days.
    const claims = (this.#claims ??= await this.client.claimsOf(this.#question(null), this.context));
    if (claims.length === 0) return null;
    const row = claims.some(isWithdrawn) ? await this.#readRow() : null;
    const snapshot = this.#snapshot(claims, row);
    return snapshot.orders.length > 0 ? snapshot : null;
  }

  /** States of claims other than cancels, and of unpaid orders; those that a list tells more of are left to it. */
  async #inStates(): Promise<Snapshot | null> {
    const state = await this.#readState();
    if (!state || isListedState(state) || isCancelState(state)) return null;
    return this.#stateSnapshot(state);
  }

  /** The lists that should have it do not (yet); its state is then all that is told. */
  async #leftOver(): Promise<LookupAnswer | null> {
    const state = await this.#readState();
    return state ? { ...this.#stateSnapshot(state), gone: [] } : null;
  }

  #stateSnapshot(state: WireState): Snapshot {
    const { cancellations } = this.#snapshot(this.#claims ?? [], null);
    return { orders: [stateRecord(state, this.pointer)], cancellations };
  }

  #snapshot(claims: readonly WireClaim[], row: WireOrder | null): Snapshot {
    const { orderNumber, productQuantity = 0 } = this.pointer;
    const quantities = new Map(productQuantity > 0 ? [[orderNumber, productQuantity]] : []);
    return claimSnapshot(claims, new Map(row ? [[orderNumber, row]] : []), quantities);
  }

  async #readRow(): Promise<WireOrder | null> {
    if (this.#row !== undefined) return this.#row;
    const near = this.pointer.orderedDate ?? this.pointer.paidDate ?? null;
    const answer = await this.client.order(this.#question(near), this.context);
    if (answer.kind === 'REFUSED') this.#refusal = answer.no;
    return (this.#row = answer.kind === 'FOUND' ? answer.row : null);
  }

  async #readState(): Promise<WireState | null> {
    if (this.#state !== undefined) return this.#state;
    const near = this.pointer.paidDate ?? this.pointer.orderedDate ?? null;
    return (this.#state = await this.client.state(this.#question(near), this.context));
  }

  #question(near: Instant | null): NumberQuestion {
    return { orderNumber: this.pointer.orderNumber, near, branchCode: this.pointer.native?.branchCode ?? null };
  }
}

const isClaim = (raw: unknown): raw is WireClaim => typeof raw === 'object' && raw !== null && 'CancelStatus' in raw;
