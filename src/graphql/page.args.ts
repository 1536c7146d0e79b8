import { IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, Int } from 'type-graphql';

export const MAX_FIRST = 10_000;
/** Most values of one list in a filter: more than there are channels or states. */
export const MAX_CHOICES = 200;
/** A year: older copies are nobody's wish. */
const MAX_AGE = 366 * 24 * 60 * 60;

@ArgsType()
export class ListArgs {
  @IsOptional()
  @Min(1, { message: '$property must be 1 to 10,000, but is $value' })
  @Max(MAX_FIRST, { message: '$property must be 1 to 10,000, but is $value' })
  @Field(() => Int, { nullable: true, defaultValue: 50, description: '1 to 10,000.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'endCursor of the page before.' })
  after?: string | null;
}

const AGE = '$property must be 0 to 31,622,400 seconds, but is $value';

/** The rules and the field of every `maxAge` argument. */
function MaxAge(): PropertyDecorator {
  const rules = [
    IsOptional(),
    Min(0, { message: AGE }),
    Max(MAX_AGE, { message: AGE }),
    Field(() => Int, {
      nullable: true,
      defaultValue: 60,
      description: 'How old, in seconds, the stored copy may be before the marketplace is asked again; 0 always asks.',
    }),
  ];
  return (target, property) => {
    for (const rule of rules) rule(target, property);
  };
}

@ArgsType()
export class AgeArgs {
  @MaxAge()
  maxAge?: number | null;
}

@ArgsType()
export class PageArgs extends ListArgs {
  @MaxAge()
  maxAge?: number | null;
}

/** Of one thing by its id. */
@ArgsType()
export class NodeArgs extends AgeArgs {
  @Field(() => ID)
  id!: string;
}

export const DEFAULT_FIRST = 50;
export const DEFAULT_MAX_AGE = 60;
