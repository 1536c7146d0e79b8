import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from 'type-graphql';
import { requireRole } from '../auth/viewer.js';
import { ChannelResult } from '../channel/channel.types.js';
import type { RequestContext } from '../graphql/context.js';
import { MAX_CHOICES } from '../graphql/page.args.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { EndsAfter } from '../graphql/validation/span.rule.js';

@ArgsType()
class SyncArgs {
  @IsOptional()
  @ArrayMaxSize(MAX_CHOICES)
  @Field(() => [ID], { nullable: true, description: 'All sales and fulfilment channels when not given.' })
  channelIds?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true })
  startDate?: number | null;

  @IsOptional()
  @EndsAfter('startDate')
  @Field(() => DateTimeScalar, { nullable: true, description: 'Default: now.' })
  endDate?: number | null;
}

@Resolver()
export class SyncResolver {
  @Mutation(() => [ChannelResult], {
    description:
      'Reads the marketplaces now and stores what they say. Without dates: the last 7 days and what changed since the last time.',
  })
  async syncChannels(
    @Args(() => SyncArgs) { channelIds, startDate, endDate }: SyncArgs,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<ChannelResult[]> {
    requireRole(viewer, 'operator');
    const span = { ...(startDate ? { start: startDate } : {}), ...(endDate ? { end: endDate } : {}) };
    return services.sync.run(viewer, channelIds ?? null, span, arrived);
  }
}
