import type { Action } from '../action/action.entity.js';
import type { ActionStore } from '../action/action.store.js';
import type { Clock } from '../base/clock.js';
import { MINUTE } from '../base/time.js';
import { reasonOf } from '../channel/channel-error.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import { ChannelFault } from '../channel/fault.js';
import type { CallContext } from '../channel/http.js';
import type { PlacedSupplierOrder, PlaceSupplierOrder, SupplierOutcome, SupplierRefusal } from '../channel/supply.js';
import { ActionState } from '../model/action.js';
import { ErrorCode } from '../model/error-code.js';
import { encodeNodeId } from '../model/node-id.js';
import type { SupplierOrderRequest } from '../model/supplier-order.js';
import type { Verdict } from './placement.verdict.js';
import { failed, heldBefore, placed, refused, takenByAnother, unknown } from './placement.verdict.js';
import { SupplierOrder } from './supplier-order.entity.js';
import type { HeldOrder } from './supplier-order.request.js';
import { isSameOrder } from './supplier-order.request.js';
import type { SupplierOrderStore } from './supplier-order.store.js';

/** After an unknown outcome that reading back does not confirm, this long nothing is sent again: it may still arrive. */
const UNKNOWN_REST = MINUTE;

export interface PlacementServices {
  readonly clock: Clock;
  readonly actions: ActionStore;
  readonly orders: SupplierOrderStore;
  /** Told of failures that are no channel's fault: bugs of ours. */
  readonly reportBug: (error: unknown) => void;
}

/** Brings one order, written down in the journal, to a supplier that may not answer. */
export class Placement {
  constructor(
    private readonly services: PlacementServices,
    private readonly connected: ConnectedChannel,
    private readonly supplier: PlaceSupplierOrder,
    private readonly request: SupplierOrderRequest,
    /** Whether we made the external number: then an order under it can be no other. */
    private readonly isNumberMade: boolean,
  ) {}

  /** Closes the action with what came of it. */
  async carryOut(action: Action): Promise<void> {
    const verdict = (await this.resumed(action)) ?? (await this.sent(action));
    if (verdict.order) action.supplierOrderKey = await this.keep(verdict.order, action);
    await this.services.actions.close([action], verdict.state, {
      response: verdict.state === ActionState.SUCCEEDED,
      reason: verdict.error && reasonOf(verdict.error),
      error: verdict.error,
      affectedKeys: [],
      addressChanged: null,
      supplier: verdict.answer,
    });
  }

  /** An order that was sent before and got no answer: what does the supplier say of it? Null: that it never came. */
  private async resumed({ attempts, sentAt }: Action): Promise<Verdict | null> {
    if (attempts === 0 || this.request.test) return null;
    const held = await this.readBack();
    if (held !== null) return held;
    return this.services.clock.now() - (sentAt ?? 0) < UNKNOWN_REST ? unknown() : null;
  }

  private async sent(action: Action): Promise<Verdict> {
    await this.services.actions.markSent([action]);
    const context: CallContext = { meter: { calls: 0 } };
    const outcome = await this.outcome(context);
    if (outcome instanceof ChannelFault) {
      return context.meter.calls === 0 ? this.heldBack(outcome, action) : this.unanswered(outcome, action);
    }
    if (outcome.kind === 'PLACED') return placed(outcome);
    const isDuplicate = outcome.duplicateOf !== null && !this.request.test;
    return isDuplicate ? this.duplicate(outcome, outcome.duplicateOf.orderNumber) : refused(outcome);
  }

  private async outcome(context: CallContext): Promise<SupplierOutcome | ChannelFault> {
    try {
      return await this.supplier.send(this.request, context);
    } catch (error) {
      if (error instanceof ChannelFault) return error;
      this.services.reportBug(error);
      return new ChannelFault(ErrorCode.CHANNEL_MALFORMED, 'the answer could not be understood', { cause: error });
    }
  }

  /** Our own governor kept it from leaving (circuit open, hopeless credentials): what never left is done when its key comes again. */
  private heldBack(fault: ChannelFault, action: Action): Verdict {
    action.attempts -= 1;
    return action.attempts > 0 ? unknown(fault) : failed(fault);
  }

  /** No usable answer: nothing may be sent again before the supplier, read back, has told what became of it. */
  private async unanswered(fault: ChannelFault, { attempts }: Action): Promise<Verdict> {
    if (this.request.test) return failed(fault);
    // That this call was turned away says nothing of an earlier one.
    if (!fault.mayHaveActed) return attempts > 1 ? unknown(fault) : failed(fault);
    return (await this.readBack()) ?? unknown(fault);
  }

  /** What the supplier holds under our number; unknown where it can't be read, null where there is nothing. */
  private async readBack(): Promise<Verdict | null> {
    const held = await this.find();
    if (held === null) return null;
    if (held instanceof ChannelFault) return unknown(held);
    const { orderNumber } = held.order;
    if (!this.isAskedFor(held.order)) return takenByAnother(orderNumber);
    return placed((await this.stored(orderNumber)) ?? held);
  }

  private async find(): Promise<PlacedSupplierOrder | ChannelFault | null> {
    try {
      return await this.supplier.find(this.request, { meter: { calls: 0 } });
    } catch (error) {
      if (error instanceof ChannelFault) return error;
      this.services.reportBug(error);
      return new ChannelFault(ErrorCode.CHANNEL_MALFORMED, 'the answer could not be understood', { cause: error });
    }
  }

  /**
   * The supplier has an order under our number. It is ours to adopt only where it is the one asked for: as we stored it, as
   * the supplier tells it, or, where it tells no more, by the receiver's name in the refusal.
   */
  private async duplicate(refusal: SupplierRefusal, orderNumber: string): Promise<Verdict> {
    const stored = await this.stored(orderNumber);
    if (stored) return this.isAskedFor(stored) ? heldBefore(refusal, stored) : refused(refusal);
    const found = await this.find();
    if (found !== null && !(found instanceof ChannelFault) && found.order.orderNumber === orderNumber) {
      return this.isAskedFor(found.order) ? heldBefore(refusal, found) : refused(refusal);
    }
    const named = { receiverName: refusal.duplicateOf?.receiverName ?? null, items: null };
    return this.isAskedFor(named) ? heldBefore(refusal, null) : refused(refusal);
  }

  private isAskedFor(held: HeldOrder): boolean {
    return this.isNumberMade || isSameOrder(this.request, held);
  }

  private async stored(orderNumber: string): Promise<SupplierOrder | null> {
    return (await this.services.orders.byKeys(this.connected.id, [orderNumber]))[0] ?? null;
  }

  /** Stores an order that the supplier told of, and gives its key. */
  private async keep(order: PlacedSupplierOrder | SupplierOrder, action: Action): Promise<string> {
    const row = order instanceof SupplierOrder ? order : this.rowOf(order, action);
    if (row !== order) await this.services.orders.keep(row);
    return row.key;
  }

  /** What the supplier does not tell of its order is as it was asked. */
  private rowOf({ order: told, payment }: PlacedSupplierOrder, { sentAt }: Action): SupplierOrder {
    const { request, connected } = this;
    const key = request.test ? `test-${told.orderNumber}` : told.orderNumber;
    return Object.assign(new SupplierOrder(), {
      id: encodeNodeId('SUPPLIER_ORDER', connected.id, key),
      channelId: connected.id,
      key,
      orderNumber: told.orderNumber,
      externalOrderNumber: told.externalOrderNumber,
      source: request.source,
      receiverName: told.receiverName ?? request.receiverName,
      receiverTel: request.receiverTel,
      receiverMobile: request.receiverMobile,
      zipCode: told.zipCode ?? request.zipCode,
      address: told.address ?? `${request.address} ${request.addressDetail}`,
      depositorName: request.depositorName,
      items: [...request.items],
      goodsSummary: told.goodsSummary,
      settleKind: told.settleKind,
      goodsPrice: told.goodsPrice,
      deliveryFee: told.deliveryFee,
      settlePrice: told.settlePrice,
      memo: told.memo,
      payment,
      test: request.test,
      placedAt: told.placedAt ?? sentAt ?? this.services.clock.now(),
      raw: told.raw,
    });
  }
}
