import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { ChannelRole, Marketplace } from '../model/marketplace.js';

/** Names that sellers and services commonly use for a marketplace. */
const USUAL_NAMES: Readonly<Partial<Record<Marketplace, string>>> = {
  [Marketplace.OWN_MALL]: '자사몰',
  [Marketplace.COUPANG]: '쿠팡',
  [Marketplace.ELEVENST]: '11번가',
  [Marketplace.SMARTSTORE]: '스마트스토어',
  [Marketplace.GMARKET]: 'G마켓',
  [Marketplace.AUCTION]: '옥션',
  [Marketplace.CAFE24]: '카페24',
};

/** Which sales channel a fulfilment service means by a name. */
export type SalesChannelMatch =
  | { readonly kind: 'FOUND'; readonly channel: ConnectedChannel }
  /** Several would do; never guessed. */
  | { readonly kind: 'AMBIGUOUS'; readonly channels: readonly ConnectedChannel[] }
  /** No connected sales channel is called so, or the option names one that is not connected. */
  | { readonly kind: 'NONE'; readonly expectedId: string | null };

/** A ledger row's origin: the service's channel and its name of the sales channel (판매처명). */
export interface NamedOrigin {
  readonly channelId: string;
  readonly channelName: string;
}

/**
 * The account's own option decides; without an entry there, the only sales channel whose name, or whose marketplace's usual
 * Korean name, equals it.
 */
export function salesChannelOf(
  directory: ChannelDirectory,
  { channelId, channelName }: NamedOrigin,
): SalesChannelMatch {
  const name = plain(channelName);
  const names = directory.get(channelId)?.channel.fulfilments?.channelNames ?? new Map<string, string>();
  const expectedId = [...names].find(([given]) => plain(given) === name)?.[1] ?? null;
  const connected = directory.all().filter(({ role, origin }) => role === ChannelRole.SALES && origin !== 'REMOVED');
  const channels = connected.filter((channel) =>
    expectedId === null
      ? plain(channel.name) === name || USUAL_NAMES[channel.marketplace] === name
      : channel.id === expectedId,
  );
  if (channels.length > 1) return { kind: 'AMBIGUOUS', channels };
  return channels[0] ? { kind: 'FOUND', channel: channels[0] } : { kind: 'NONE', expectedId };
}

/** Korean typed on a Mac may be in parts (NFD); it looks the same. */
const plain = (name: string): string => name.normalize('NFC').trim();
