import { Field, Int, ObjectType } from 'type-graphql';
import { Action } from '../action/action.entity.js';
import { ChannelError } from '../channel/channel-error.js';
import type { PageRows } from '../graphql/page.js';
import { connectionTypes } from '../graphql/page.js';
import { AmountScalar } from '../graphql/scalars.js';
import { SupplierOrder, SupplierPayment } from './supplier-order.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The goods that a supplier refused.' })
export class SupplierGoods {
  @Field(() => String, { description: "The supplier's goods number." })
  goodsNumber!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => AmountScalar, { nullable: true, description: 'Of one piece.' })
  price!: number | null;

  @Field(() => Int, { nullable: true })
  stock!: number | null;

  @Field(() => Boolean, { nullable: true })
  soldOut!: boolean | null;

  @Field(() => String, { nullable: true, description: "When more is expected, in the supplier's own form." })
  restockDate!: string | null;

  raw!: unknown;
}

@ObjectType({ simpleResolvers: true, description: 'What came of an order for a supplier.' })
export class PlaceSupplierOrderPayload {
  @Field(() => Action, { nullable: true, description: 'Null when nothing was written down (bad input).' })
  action!: Action | null;

  @Field(() => Boolean, {
    description: 'Whether the supplier holds the order: taken now, or taken before, then error has ALREADY_DONE.',
  })
  response!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not.' })
  reason!: string | null;

  @Field(() => ChannelError, { nullable: true })
  error!: ChannelError | null;

  @Field(() => SupplierOrder, { nullable: true })
  supplierOrder!: SupplierOrder | null;

  @Field(() => SupplierPayment, {
    nullable: true,
    description:
      "The supplier's payment answer, also when the order was refused. An order may stand without being paid.",
  })
  payment!: SupplierPayment | null;

  @Field(() => Boolean, {
    description: 'The same idempotency key was used before: this is that answer, nothing was sent again.',
  })
  replayed!: boolean;

  @Field(() => String, { nullable: true, description: 'Duplicate: the order already taken.' })
  duplicateOf!: string | null;

  @Field(() => String, { nullable: true, description: 'The parameter or the goods that the supplier refused.' })
  parameter!: string | null;

  @Field(() => SupplierGoods, { nullable: true })
  goods!: SupplierGoods | null;
}

const { Connection } = connectionTypes('SupplierOrder', SupplierOrder);

@ObjectType({ simpleResolvers: true, description: 'Orders that suppliers took, newest first; no test orders.' })
export class SupplierOrderConnection extends Connection {
  static of(page: PageRows<SupplierOrder>): SupplierOrderConnection {
    return new SupplierOrderConnection(page);
  }
}
