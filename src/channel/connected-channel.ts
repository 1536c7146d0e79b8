import type { Clock } from '../base/clock.js';
import type { ChannelRole, Marketplace } from '../model/marketplace.js';
import type { AccountVault, Channel, ChannelDefinition } from './channel.js';
import type { CallReport, GovernorHealth } from './governor/governor.js';
import { governHttp } from './governor/governor.js';

/** One account as the channels file (or the sandbox) names it, checked and with its variables filled in. */
export interface ChannelSettings {
  readonly id: string;
  readonly marketplace: Marketplace;
  readonly name: string;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>>;
  /** It talks to the embedded sandbox. */
  readonly sandbox: boolean;
}

/** Where a channel comes from: the channels file or the sandbox; saveChannel; or it was one of the latter and is removed. */
export type ChannelOrigin = 'FILE' | 'SAVED' | 'REMOVED';

/** A channel with its account, its one way out and its health. */
export interface ConnectedChannel {
  readonly id: string;
  readonly name: string;
  readonly marketplace: Marketplace;
  readonly role: ChannelRole;
  readonly sandbox: boolean;
  readonly origin: ChannelOrigin;
  readonly definition: ChannelDefinition;
  readonly channel: Channel;
  readonly health: GovernorHealth;
  close(): void;
}

export interface ConnectionServices {
  readonly clock: Clock;
  readonly vault: AccountVault;
  /** Default: FILE. */
  readonly origin?: 'FILE' | 'SAVED';
  readonly onCall?: (call: CallReport) => void;
}

/** Connects one account; makes no call yet. */
export function connectChannel(
  settings: ChannelSettings,
  definition: ChannelDefinition,
  { clock, vault, origin = 'FILE', onCall }: ConnectionServices,
): ConnectedChannel {
  const { id, name, marketplace, baseUrl, credentials, options, sandbox } = settings;
  const { rates, concurrency, timeoutMs, maxResponseBytes } = definition;
  const http = governHttp({
    channelId: id,
    baseUrl,
    rates,
    concurrency,
    timeoutMs,
    maxResponseBytes,
    clock,
    ...(onCall ? { onCall } : {}),
  });
  return {
    id,
    name,
    marketplace,
    role: definition.role,
    sandbox,
    origin,
    definition,
    channel: definition.connect({ id, baseUrl, credentials, options, http, clock, vault }),
    health: http,
    close: () => http.close(),
  };
}

/** A channel that was removed: its rows stay under it, and it can do nothing. */
export function disconnected(
  { id, name, marketplace }: Pick<ChannelSettings, 'id' | 'name' | 'marketplace'>,
  definition: ChannelDefinition,
): ConnectedChannel {
  return {
    id,
    name,
    marketplace,
    role: definition.role,
    sandbox: false,
    origin: 'REMOVED',
    definition,
    channel: NOTHING,
    health: UNASKED,
    close: () => undefined,
  };
}

const NOTHING: Channel = {
  courierNames: [],
  couriers: () => Promise.resolve([]),
  check: () => Promise.resolve(),
};

const UNASKED: GovernorHealth = {
  state: () => 'UNKNOWN',
  circuitOpen: () => false,
  checkedAt: null,
  lastSuccessAt: null,
  lastFault: null,
  remainingCalls: () => 0,
  close: () => undefined,
};
