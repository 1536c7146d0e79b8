import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import type { ChannelRole, Marketplace } from '../model/marketplace.js';
import { errorOfFault } from './channel-error.js';
import type { ChannelCourier } from './channel.types.js';
import { ChannelHealth, ChannelLimit, ChannelNode, ChannelState } from './channel.types.js';
import { limitsOf } from './capability.js';
import type { ConnectedChannel } from './connected-channel.js';
import type { ChannelDirectory } from './directory.js';
import { ChannelFault } from './fault.js';
import type { ChannelKeeper } from '../saved-channel/channel-keeper.js';
import type { SaveChannelInput } from '../saved-channel/saved-channel.input.js';

/** What there is to know about channels themselves. */
export class ChannelService {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly keeper: ChannelKeeper,
  ) {}

  /** @throws ApiError BAD_INPUT naming the field. */
  async save(input: SaveChannelInput): Promise<ChannelNode> {
    return ChannelNode.of(await this.keeper.save(input));
  }

  /** @returns false where it was removed before. */
  remove(id: string): Promise<boolean> {
    return this.keeper.remove(id);
  }

  list(
    viewer: Viewer,
    marketplaces?: readonly Marketplace[] | null,
    roles?: readonly ChannelRole[] | null,
  ): ChannelNode[] {
    return this.directory
      .all()
      .filter(({ id }) => maySee(viewer, id))
      .filter(({ marketplace }) => !marketplaces || marketplaces.includes(marketplace))
      .filter(({ role }) => !roles || roles.includes(role))
      .map((connected) => ChannelNode.of(connected));
  }

  get(id: string, viewer: Viewer): ChannelNode | null {
    const connected = maySee(viewer, id) ? this.directory.get(id) : undefined;
    return connected ? ChannelNode.of(connected) : null;
  }

  limits({ channel, definition }: ConnectedChannel): ChannelLimit[] {
    return limitsOf(channel, definition).map((limit) => Object.assign(new ChannelLimit(), limit));
  }

  couriers(connected: ConnectedChannel): Promise<readonly ChannelCourier[]> {
    return this.directory.couriersOf(connected);
  }

  health({ health, definition }: ConnectedChannel): ChannelHealth {
    return Object.assign(new ChannelHealth(), {
      state: ChannelState[health.state()],
      checkedAt: health.checkedAt,
      lastSuccessAt: health.lastSuccessAt,
      lastError: health.lastFault ? errorOfFault(health.lastFault) : null,
      circuitOpen: health.circuitOpen(),
      remainingCalls: definition.ratesAreDocumented ? health.remainingCalls() : null,
    });
  }

  /** Tries the credentials; a failure shows in the health that comes back. */
  async check(connected: ConnectedChannel): Promise<ChannelHealth> {
    try {
      await connected.channel.check({ meter: { calls: 0 } });
    } catch (fault) {
      if (!(fault instanceof ChannelFault)) throw fault;
    }
    return this.health(connected);
  }
}
