import { IsOptional, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';

export const MAX_KEY_LENGTH = 200;

/** What may be asked again under the same key. */
@InputType()
export abstract class KeyedInput {
  @IsOptional()
  @MaxLength(MAX_KEY_LENGTH)
  @Field(() => String, { nullable: true, description: 'A repeat with the same key gets the first answer.' })
  idempotencyKey?: string | null;
}
