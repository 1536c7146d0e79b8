import { Field, ObjectType } from 'type-graphql';
import { ChannelResult } from '../channel/channel.types.js';
import type { PageRows } from '../graphql/page.js';
import { connectionTypes } from '../graphql/page.js';
import { Fulfilment } from './fulfilment.entity.js';

const { Connection } = connectionTypes('Fulfilment', Fulfilment);

@ObjectType({ simpleResolvers: true, description: 'Fulfilments of several services in one list.' })
export class FulfilmentConnection extends Connection {
  @Field(() => [ChannelResult], { description: 'How each chosen service fared.' })
  channels!: ChannelResult[];

  static of(page: PageRows<Fulfilment>, channels: ChannelResult[]): FulfilmentConnection {
    return Object.assign(new FulfilmentConnection(page), { channels });
  }
}
