import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../graphql/node.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Courier } from '../model/courier.js';
import type { Courier as CourierType } from '../model/courier.js';
import { Capability, ChannelRole, Marketplace } from '../model/marketplace.js';
import type {
  Capability as CapabilityType,
  ChannelRole as ChannelRoleType,
  Marketplace as MarketplaceType,
} from '../model/marketplace.js';
import { ChannelError } from './channel-error.js';
import type { ConnectedChannel } from './connected-channel.js';

export enum ChannelState {
  UP = 'UP',
  DEGRADED = 'DEGRADED',
  DOWN = 'DOWN',
  UNAUTHORIZED = 'UNAUTHORIZED',
  UNKNOWN = 'UNKNOWN',
}

export enum ChannelOutcome {
  FRESH = 'FRESH',
  CACHED = 'CACHED',
  STALE = 'STALE',
  PARTIAL = 'PARTIAL',
  FAILED = 'FAILED',
  UNSUPPORTED = 'UNSUPPORTED',
}

registerEnumType(ChannelState, { name: 'ChannelState', description: 'How a channel answers, by its last calls.' });
registerEnumType(ChannelOutcome, {
  name: 'ChannelOutcome',
  description: 'How one channel fared in one answer.',
  valuesConfig: {
    FRESH: { description: 'Read from the marketplace for this answer.' },
    CACHED: { description: 'The stored copy was fresh enough.' },
    STALE: { description: 'The marketplace failed and the last stored copy is shown.' },
    PARTIAL: { description: 'Some windows or pages were read and some failed, or were not read in time.' },
    FAILED: { description: 'Nothing could be read and nothing is stored.' },
    UNSUPPORTED: { description: 'The marketplace has no such list.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'What the marketplace allows in one call of one operation; larger requests are split by the API.',
})
export class ChannelLimit {
  @Field(() => Capability)
  capability!: CapabilityType;

  @Field(() => Int, { nullable: true })
  maxWindowHours!: number | null;

  @Field(() => Int, { nullable: true })
  maxRows!: number | null;

  @Field(() => Int, { nullable: true })
  pageSize!: number | null;

  @Field(() => Int, { nullable: true })
  maxBatch!: number | null;

  @Field(() => Int, { nullable: true, description: 'Null where the marketplace publishes no limit.' })
  callsPerMinute!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'How a channel answers.' })
export class ChannelHealth {
  @Field(() => ChannelState)
  state!: ChannelState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last called.' })
  checkedAt!: number | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lastSuccessAt!: number | null;

  @Field(() => ChannelError, { nullable: true })
  lastError!: ChannelError | null;

  @Field(() => Boolean, { description: 'True while calls are held back after many failures in a row.' })
  circuitOpen!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Calls that may be made now without waiting; null where the marketplace publishes no limit.',
  })
  remainingCalls!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A courier as a channel names it.' })
export class ChannelCourier {
  @Field(() => Courier)
  courier!: CourierType;

  @Field(() => String, { description: "The marketplace's code." })
  code!: string;

  @Field(() => String, { description: "The marketplace's name." })
  name!: string;
}

@ObjectType('Channel', {
  simpleResolvers: true,
  implements: Node,
  description: 'One connected account on one marketplace. A seller with two Coupang vendor accounts has two channels.',
})
export class ChannelNode {
  @Field(() => ID, { description: 'Its id in the channels file, unchanged.' })
  id!: string;

  @Field(() => Marketplace)
  marketplace!: MarketplaceType;

  @Field(() => ChannelRole)
  role!: ChannelRoleType;

  @Field(() => String)
  name!: string;

  @Field(() => Boolean, {
    description: 'True when it talks to the embedded sandbox rather than to the marketplace.',
  })
  sandbox!: boolean;

  @Field(() => Boolean, { description: 'Its orders stay, but it is not connected any more.' })
  removed!: boolean;

  readonly connected!: ConnectedChannel;

  static of(connected: ConnectedChannel): ChannelNode {
    const { id, marketplace, role, name, sandbox, origin } = connected;
    const removed = origin === 'REMOVED';
    return Object.assign(new ChannelNode(), { id, marketplace, role, name, sandbox, removed, connected });
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'How one channel fared in one answer. A list never fails because one channel did: it says so here.',
})
export class ChannelResult {
  @Field(() => ChannelNode)
  channel!: ChannelNode;

  @Field(() => ChannelOutcome)
  outcome!: ChannelOutcome;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the rows of this channel were last read from the marketplace: the oldest of the reads that the answer rests on.',
  })
  fetchedAt!: number | null;

  @Field(() => Int, { description: 'Rows of this channel that the filter finds.' })
  rows!: number;

  @Field(() => Int, {
    description: 'Calls made to the marketplace for this answer; 0 when the stored copy was fresh enough.',
  })
  calls!: number;

  @Field(() => Int)
  elapsedMs!: number;

  @Field(() => ChannelError, { nullable: true })
  error!: ChannelError | null;
}
