import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import { badInput } from '../graphql/errors.js';
import type { ChannelRole, Marketplace } from '../model/marketplace.js';
import type { ConnectedChannel } from './connected-channel.js';
import type { ChannelDirectory } from './directory.js';

export interface ChannelChoice {
  readonly channelIds?: readonly string[] | null;
  readonly marketplaces?: readonly Marketplace[] | null;
}

/**
 * The channels that a filter names, or all of the role (or of several roles) that the viewer may see.
 * @param path where the choice stands in the arguments, for the error.
 * @throws ApiError BAD_INPUT for an id of no channel that the viewer may see.
 */
export function selectChannels(
  directory: ChannelDirectory,
  viewer: Viewer,
  choice: ChannelChoice,
  role: ChannelRole | readonly ChannelRole[],
  path = 'filter',
): ConnectedChannel[] {
  const roles: readonly ChannelRole[] = typeof role === 'string' ? [role] : role;
  const visible = directory.all().filter(({ id }) => maySee(viewer, id));
  const named = choice.channelIds
    ? byIds(visible, choice.channelIds, path)
    : visible.filter((one) => roles.includes(one.role));
  const { marketplaces } = choice;
  return marketplaces ? named.filter(({ marketplace }) => marketplaces.includes(marketplace)) : named;
}

function byIds(visible: readonly ConnectedChannel[], ids: readonly string[], path: string): ConnectedChannel[] {
  for (const id of ids) {
    if (!visible.some((channel) => channel.id === id)) {
      const known = visible.map((channel) => channel.id).join(', ');
      throw badInput(
        `${path === '' ? '' : `${path}.`}channelIds`,
        `no channel has the id ${JSON.stringify(id)}; known: ${known}`,
      );
    }
  }
  return visible.filter(({ id }) => ids.includes(id));
}
