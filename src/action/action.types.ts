import { Field, ObjectType } from 'type-graphql';
import { Cancellation } from '../cancellation/cancellation.entity.js';
import { ChannelError } from '../channel/channel-error.js';
import type { PageRows } from '../graphql/page.js';
import { connectionTypes } from '../graphql/page.js';
import { Order } from '../order/order.entity.js';
import { Action } from './action.entity.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'What came of one mutation on one order. A batch gives one per id, in the order asked; a bad id is its own result and leaves the others alone. Top-level errors are for authentication and limits of the whole call.',
})
export class ActionResult {
  @Field(() => Action, {
    nullable: true,
    description: 'Null when nothing was written down: bad input, unknown id, dry run.',
  })
  action!: Action | null;

  @Field(() => Order, { nullable: true })
  order!: Order | null;

  @Field(() => Cancellation, { nullable: true })
  cancellation!: Cancellation | null;

  @Field(() => [Order], {
    description: "All lines that this touched, where the marketplace's unit (box, delivery, receipt) holds several.",
  })
  affectedOrders!: Order[];

  @Field(() => Boolean, {
    description: 'Whether the marketplace carried it out, or had already: then error has ALREADY_DONE.',
  })
  response!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not.' })
  reason!: string | null;

  @Field(() => ChannelError, { nullable: true })
  error!: ChannelError | null;

  @Field(() => Boolean, {
    description: 'The same idempotency key was used before: this is that answer, nothing was sent again.',
  })
  replayed!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'confirmOrder: the buyer changed the delivery address since it was first read; order holds the new one. Null where it could not be read.',
  })
  addressChanged!: boolean | null;
}

const { Connection } = connectionTypes('Action', Action);

@ObjectType({ simpleResolvers: true, description: 'Actions, newest first.' })
export class ActionConnection extends Connection {
  static of(page: PageRows<Action>): ActionConnection {
    return new ActionConnection(page);
  }
}
