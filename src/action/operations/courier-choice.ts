import type { ChannelError } from '../../channel/channel-error.js';
import { errorOfFault, ownError } from '../../channel/channel-error.js';
import type { ConnectedChannel } from '../../channel/connected-channel.js';
import type { ChannelDirectory } from '../../channel/directory.js';
import type { Courier } from '../../model/courier.js';
import { ErrorCode } from '../../model/error-code.js';
import type { Order } from '../../order/order.entity.js';

/** Couriers in the caller's words and in the marketplace's. */
export class CourierChoice {
  constructor(private readonly directory: ChannelDirectory) {}

  /** Why the channel does not take this courier. */
  async problemOf(connected: ConnectedChannel, courier: Courier): Promise<ChannelError | null> {
    try {
      const couriers = await this.directory.couriersOf(connected);
      if (couriers.some((known) => known.courier === courier)) return null;
      const known = [...new Set(couriers.map((one) => one.courier))].join(', ');
      return ownError(ErrorCode.BAD_INPUT, `courier ${courier} is unknown to ${connected.name}; it takes ${known}`);
    } catch (fault) {
      return errorOfFault(fault);
    }
  }

  /** The channel's code of a courier that it takes. */
  async codeOf(connected: ConnectedChannel, courier: Courier): Promise<string> {
    const couriers = await this.directory.couriersOf(connected);
    return couriers.find((known) => known.courier === courier)!.code;
  }

  /** Whether all these lines travel under that courier and number. */
  async standsOn(
    connected: ConnectedChannel,
    orders: readonly Order[],
    invoice: { readonly courier: Courier; readonly trackingNumber: string },
  ): Promise<boolean> {
    const couriers = await this.directory.couriersOf(connected);
    const codes = couriers.filter(({ courier }) => courier === invoice.courier).map(({ code }) => code);
    return (
      orders.length > 0 &&
      orders.every(
        ({ trackingNumber, courierCode }) =>
          plain(trackingNumber) === invoice.trackingNumber && (courierCode === null || codes.includes(courierCode)),
      )
    );
  }
}

/** Registered elsewhere, a number may be written with hyphens or blanks. */
export const plain = (trackingNumber: string | null): string | null =>
  trackingNumber?.replace(/[\s-]/g, '').toUpperCase() ?? null;

export const hasInvoice = ({ trackingNumber }: Order): boolean => trackingNumber !== null && trackingNumber !== '';
