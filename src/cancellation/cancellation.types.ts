import { Field, ObjectType } from 'type-graphql';
import { ChannelResult } from '../channel/channel.types.js';
import type { PageRows } from '../graphql/page.js';
import { connectionTypes } from '../graphql/page.js';
import { Cancellation } from './cancellation.entity.js';

const { Connection } = connectionTypes('Cancellation', Cancellation);

@ObjectType({ simpleResolvers: true, description: 'Cancellations of several channels in one list.' })
export class CancellationConnection extends Connection {
  @Field(() => [ChannelResult], { description: 'How each chosen channel fared.' })
  channels!: ChannelResult[];

  static of(page: PageRows<Cancellation>, channels: ChannelResult[]): CancellationConnection {
    return Object.assign(new CancellationConnection(page), { channels });
  }
}
