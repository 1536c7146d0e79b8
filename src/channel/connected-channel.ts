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

/** A channel with its account, its one way out and its health. */
export interface ConnectedChannel {
  readonly id: string;
  readonly name: string;
  readonly marketplace: Marketplace;
  readonly role: ChannelRole;
  readonly sandbox: boolean;
  readonly definition: ChannelDefinition;
  readonly channel: Channel;
  readonly health: GovernorHealth;
  close(): void;
}

export interface ConnectionServices {
  readonly clock: Clock;
  readonly vault: AccountVault;
  readonly onCall?: (call: CallReport) => void;
}

/** Connects one account; makes no call yet. */
export function connectChannel(
  settings: ChannelSettings,
  definition: ChannelDefinition,
  { clock, vault, onCall }: ConnectionServices,
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
    definition,
    channel: definition.connect({ id, baseUrl, credentials, options, http, clock, vault }),
    health: http,
    close: () => http.close(),
  };
}
