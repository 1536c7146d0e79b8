import type { CourierName } from '../model/courier.js';
import type { ConnectedChannel } from './connected-channel.js';

/** All channels, by id: those of the channels file in its order, then the saved ones. */
export class ChannelDirectory {
  readonly #channels: Map<string, ConnectedChannel>;
  readonly #couriers = new Map<string, Promise<readonly CourierName[]>>();

  constructor(channels: readonly ConnectedChannel[]) {
    this.#channels = new Map(channels.map((channel) => [channel.id, channel]));
  }

  all(): ConnectedChannel[] {
    return [...this.#channels.values()];
  }

  get(id: string): ConnectedChannel | undefined {
    return this.#channels.get(id);
  }

  /** Adds a channel, or puts it in the place of the one with its id. */
  put(connected: ConnectedChannel): void {
    this.#channels.get(connected.id)?.close();
    this.#channels.set(connected.id, connected);
    this.#couriers.delete(connected.id);
  }

  /** Couriers of a channel; where a marketplace tells them itself, it is asked once and again after a failure. */
  couriersOf(connected: ConnectedChannel): Promise<readonly CourierName[]> {
    const known = this.#couriers.get(connected.id);
    if (known) return known;
    const asked = connected.channel.couriers({ meter: { calls: 0 } });
    this.#couriers.set(connected.id, asked);
    asked.catch(() => this.#couriers.delete(connected.id));
    return asked;
  }

  close(): void {
    for (const channel of this.#channels.values()) channel.close();
  }
}
