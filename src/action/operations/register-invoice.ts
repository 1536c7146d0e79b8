import type { Clock } from '../../base/clock.js';
import type { CancellationQuery } from '../../cancellation/cancellation.query.js';
import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { InvoiceItem } from '../../channel/channel.js';
import type { ConnectedChannel } from '../../channel/connected-channel.js';
import { ActionType } from '../../model/action.js';
import { CancellationStatus } from '../../model/cancellation.js';
import type { Courier } from '../../model/courier.js';
import { ErrorCode } from '../../model/error-code.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import type { Order } from '../../order/order.entity.js';
import type { Unit, WriteOperation, WriteRequest } from '../write.operation.js';
import type { CourierChoice } from './courier-choice.js';
import { hasInvoice, plain } from './courier-choice.js';
import type { OrderLines } from './order-lines.js';
import { isClosed } from './order-lines.js';

export interface InvoiceRequest extends WriteRequest {
  readonly courier: Courier;
  /** Letters and digits only. */
  readonly trackingNumber: string;
  readonly dispatchedAt: number | null;
  readonly split: boolean;
  readonly force: boolean;
  readonly acknowledgedAddressVersion: string | null;
}

export interface InvoiceServices {
  readonly clock: Clock;
  readonly couriers: CourierChoice;
  readonly lines: OrderLines;
  readonly cancellations: CancellationQuery;
}

type InvoiceUnit = Unit<Order, InvoiceRequest>;

/**
 * 송장등록, 발송처리. The marketplace is read immediately before: a parcel is not sent for a cancelled order, nor to an
 * address that the seller has not seen, nor twice.
 */
export class RegisterInvoiceOperation implements WriteOperation<Order, InvoiceItem, InvoiceRequest> {
  readonly type = ActionType.REGISTER_INVOICE;
  readonly subject = 'ORDER';
  readonly readsFirst = true;

  constructor(private readonly services: InvoiceServices) {}

  writeOf(channel: ConnectedChannel['channel']) {
    return channel.registerInvoice;
  }

  validate(connected: ConnectedChannel, { courier }: InvoiceRequest): Promise<ChannelError | null> {
    return this.services.couriers.problemOf(connected, courier);
  }

  isPart({ split }: InvoiceRequest): boolean {
    return split;
  }

  goesAlong(order: Order, request: InvoiceRequest): boolean {
    return !hasInvoice(order) || plain(order.trackingNumber) === request.trackingNumber;
  }

  find(channelId: string, keys: readonly string[]): Promise<Order[]> {
    return this.services.lines.find(channelId, keys);
  }

  unitOf(connected: ConnectedChannel, order: Order, request: InvoiceRequest): string {
    const write = connected.channel.registerInvoice!;
    return request.split && write.canSplit ? `line ${order.key}` : write.unitOf(order);
  }

  linesOf(connected: ConnectedChannel, orders: readonly Order[]): Promise<Order[]> {
    return this.services.lines.together(connected.id, orders);
  }

  refresh(connected: ConnectedChannel, orders: readonly Order[]): Promise<void> {
    return this.services.lines.refresh(connected, orders);
  }

  async check(unit: InvoiceUnit): Promise<ChannelError | null> {
    const { connected, subjects, request } = unit;
    if (await this.isDone(unit)) {
      return ownError(ErrorCode.ALREADY_DONE, 'The same courier and tracking number are registered already.');
    }
    if (request.split && subjects.length > 1 && !connected.channel.registerInvoice?.canSplit) {
      return ownError(ErrorCode.UNSUPPORTED, `split: ${connected.marketplace} has no form for a part of a unit`);
    }
    const closed = subjects.find(isClosed);
    if (closed) return ownError(ErrorCode.WRONG_STATE, `The order is ${closed.status}; there is nothing to dispatch.`);
    const unsure = subjects.find(({ status }) => status === OrderStatus.UNKNOWN);
    if (unsure) {
      return ownError(
        ErrorCode.WRONG_STATE,
        `The marketplace does not show this order in a state that Moa knows (last seen: ${unsure.channelStatus}).`,
      );
    }
    const other = subjects.find(hasInvoice);
    if (other) {
      return ownError(ErrorCode.WRONG_STATE, `The order travels under ${other.trackingNumber} already.`);
    }
    if (!request.force && (await this.hasOpenCancel(unit))) {
      return ownError(
        ErrorCode.CANCEL_PENDING,
        'A cancel request of the buyer is open. Approve it, or send force: true to ship nevertheless.',
      );
    }
    if (subjects.some((order) => connected.channel.registerInvoice?.mayHaveMoved?.(order))) return MAY_HAVE_MOVED;
    return this.addressProblem(subjects, request);
  }

  async itemOf({ connected, subjects, request, isRemainder }: InvoiceUnit): Promise<InvoiceItem> {
    return {
      orders: subjects,
      courierCode: await this.services.couriers.codeOf(connected, request.courier),
      trackingNumber: request.trackingNumber,
      dispatchedAt: request.dispatchedAt ?? this.services.clock.now(),
      split: request.split && connected.channel.registerInvoice?.canSplit === true,
      isRemainder,
      force: request.force,
    };
  }

  isDone({ connected, subjects, request }: InvoiceUnit): Promise<boolean> {
    return this.services.couriers.standsOn(connected, subjects, request);
  }

  async afterwards(before: InvoiceUnit, after: InvoiceUnit | null): Promise<{ addressChanged: null }> {
    const registeredAt = before.request.dispatchedAt ?? this.services.clock.now();
    if (after) await this.services.lines.markRegistered(after.connected.id, after.subjects, registeredAt);
    return { addressChanged: null };
  }

  orderKeysOf({ subjects }: InvoiceUnit): string[] {
    return subjects.map(({ key }) => key);
  }

  private async hasOpenCancel({ connected, subjects }: InvoiceUnit): Promise<boolean> {
    if (subjects.some(({ claimStatus }) => claimStatus === ClaimStatus.CANCEL_REQUESTED)) return true;
    const claims = await this.services.cancellations.byOrderKeys(
      connected.id,
      subjects.map(({ key }) => key),
    );
    return claims.some(({ status }) => status === CancellationStatus.REQUESTED);
  }

  private addressProblem(
    orders: readonly Order[],
    { acknowledgedAddressVersion }: InvoiceRequest,
  ): ChannelError | null {
    const moved = orders.find(
      ({ addressVersion, shownAddressVersion }) =>
        addressVersion !== shownAddressVersion && addressVersion !== acknowledgedAddressVersion,
    );
    return moved
      ? ownError(
          ErrorCode.ADDRESS_CHANGED,
          'The buyer changed the delivery address. Print the label anew and send acknowledgedAddressVersion: the addressVersion of this order.',
        )
      : null;
  }
}

const MAY_HAVE_MOVED = ownError(
  ErrorCode.CANCEL_PENDING,
  'A cancel request of the buyer is open. Until it closes the marketplace does not tell the delivery address, and the buyer could change it after it was last read: not even force ships there.',
);
