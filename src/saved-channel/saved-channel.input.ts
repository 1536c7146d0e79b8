import { Matches, MaxLength, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { JsonScalar } from '../graphql/scalars.js';
import { Marketplace } from '../model/marketplace.js';
import type { Marketplace as MarketplaceType } from '../model/marketplace.js';
import { CHANNEL_ID } from '../model/node-id.js';

@InputType({ description: 'A channel to connect.' })
export class SaveChannelInput {
  @IsOptional()
  @Matches(CHANNEL_ID, { message: "$property must be 1 to 64 letters, digits and '-'" })
  @Field(() => ID, {
    nullable: true,
    description:
      "A known id: that channel is changed. A new one: created under it. Not given: one is made. Channels of the file can't be changed here.",
  })
  id?: string | null;

  @Field(() => Marketplace)
  marketplace!: MarketplaceType;

  @MaxLength(100)
  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: "Default: the marketplace's own address." })
  baseUrl?: string | null;

  @Field(() => JsonScalar, {
    description: 'Write-only; stored encrypted. The keys each marketplace needs are in the README.',
  })
  credentials!: unknown;

  @Field(() => JsonScalar, { nullable: true })
  options?: unknown;
}
