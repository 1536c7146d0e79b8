import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ description: 'Anything that node(id:) finds.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and lasting: the same after a restart and in another database.' })
  id!: string;
}
