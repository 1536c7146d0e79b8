import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ActionResult } from '../../action/action.types.js';
import { ChannelResult } from '../../channel/channel.types.js';
import { Fulfilment } from '../fulfilment.entity.js';
import { SkipReason } from './hand-over.plan.js';

registerEnumType(SkipReason, {
  name: 'SkipReason',
  description: 'Why an invoice of a fulfilment service was not registered.',
  valuesConfig: {
    NO_SALES_ORDER: { description: 'No sales channel of that name, or no such order on it.' },
    AMBIGUOUS: { description: 'Several channels, lines or invoices would do; never guessed.' },
    ALREADY_REGISTERED: { description: 'The order travels under an invoice already.' },
    NOT_CLOSED: { description: 'The parcel is not closed (마감) yet.' },
    NO_INVOICE: { description: 'No invoice was assigned.' },
    UNKNOWN_COURIER: { description: 'The sales channel does not take that courier.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A fulfilment that was left alone, and why.' })
export class SkippedFulfilment {
  @Field(() => Fulfilment)
  fulfilment!: Fulfilment;

  @Field(() => SkipReason)
  reason!: SkipReason;

  @Field(() => String)
  message!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of the invoices that fulfilment services issued.' })
export class RegisterFulfilmentInvoicesPayload {
  @Field(() => [ActionResult], {
    description: 'One for each order line, in the order of the ledger rows, newest first.',
  })
  results!: ActionResult[];

  @Field(() => [Fulfilment], { description: 'Read, but nothing was to be registered.' })
  skipped!: Fulfilment[];

  @Field(() => [SkippedFulfilment])
  skippedReasons!: SkippedFulfilment[];

  @Field(() => [ChannelResult], {
    description: 'How the services fared, and the sales channels that were read to find their orders.',
  })
  channels!: ChannelResult[];
}
