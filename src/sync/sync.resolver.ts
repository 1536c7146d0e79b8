import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { requireRole } from '../auth/viewer.js';
import { ChannelResult } from '../channel/channel.types.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@Resolver()
export class SyncResolver {
  @Mutation(() => [ChannelResult], {
    description:
      'Reads the marketplaces now and stores what they say. Without dates: the last 7 days and what changed since the last time.',
  })
  async syncChannels(
    @Arg('channelIds', () => [ID], { nullable: true }) channelIds: string[] | null,
    @Arg('startDate', () => DateTimeScalar, { nullable: true }) startDate: number | null,
    @Arg('endDate', () => DateTimeScalar, { nullable: true }) endDate: number | null,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<ChannelResult[]> {
    requireRole(viewer, 'operator');
    if (startDate && endDate && endDate <= startDate) throw badInput('endDate', 'endDate must be after startDate');
    const span = { ...(startDate ? { start: startDate } : {}), ...(endDate ? { end: endDate } : {}) };
    return services.sync.run(viewer, channelIds ?? null, span, arrived);
  }
}
