import { ChannelNode } from '../channel/channel.types.js';
import { ErrorCode } from '../model/error-code.js';
import type { RequestContext } from './context.js';
import { ApiError } from './errors.js';

/**
 * The channel of a stored row.
 * @throws ApiError NOT_FOUND for a row of a channel that is not connected any more.
 */
export function channelOf(channelId: string, { services }: RequestContext): ChannelNode {
  const connected = services.directory.get(channelId);
  if (!connected) throw new ApiError(ErrorCode.NOT_FOUND, `no channel ${channelId} is connected`);
  return ChannelNode.of(connected);
}
