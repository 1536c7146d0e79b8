import { IsOptional, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';

const MAX_KEY_LENGTH = 200;

/** Forms send an empty one where there is none: all such calls would be repeats of the first. */
export const BAD_KEY = `idempotencyKey must have 1 to ${MAX_KEY_LENGTH} characters; leave it out where there is none`;

export const isKey = (key: string): boolean => key.length >= 1 && key.length <= MAX_KEY_LENGTH;

/** What may be asked again under the same key. */
@InputType()
export abstract class KeyedInput {
  @IsOptional()
  @Length(1, MAX_KEY_LENGTH, { message: BAD_KEY })
  @Field(() => String, { nullable: true, description: 'A repeat with the same key gets the first answer.' })
  idempotencyKey?: string | null;
}
