import { Field, ObjectType } from 'type-graphql';
import { ErrorCode } from '../model/error-code.js';
import type { ErrorCode as ErrorCodeType } from '../model/error-code.js';
import type { Refusal } from './channel.js';
import { ChannelFault } from './fault.js';

@ObjectType({ simpleResolvers: true, description: 'What went wrong, for machines and for people.' })
export class ChannelError {
  @Field(() => ErrorCode, { description: 'Match this, never the message.' })
  code!: ErrorCodeType;

  @Field(() => String, { description: 'What happened and what would be right.' })
  message!: string;

  @Field(() => Boolean, { description: 'Whether the same call may succeed later without any change.' })
  retryable!: boolean;

  @Field(() => String, { nullable: true, description: "The marketplace's own code, unchanged." })
  channelCode!: string | null;

  @Field(() => String, { nullable: true, description: "The marketplace's own words, unchanged." })
  channelMessage!: string | null;
}

/** An error of our own making, not the marketplace's. */
export const ownError = (code: ErrorCodeType, message: string, retryable = false): ChannelError => ({
  code,
  message,
  retryable,
  channelCode: null,
  channelMessage: null,
});

/** Why not, for people. Words such as `Internal Server Error` do not tell them that it may have been done nevertheless. */
export const reasonOf = ({ code, message, channelMessage }: ChannelError): string =>
  code === ErrorCode.OUTCOME_UNKNOWN ? message : (channelMessage ?? message);

/** A fault as data; anything but a ChannelFault is a bug of ours and shows no detail. */
export const errorOfFault = (fault: unknown): ChannelError =>
  fault instanceof ChannelFault
    ? {
        code: fault.code,
        message: fault.message,
        retryable: fault.retryable,
        channelCode: fault.channelCode,
        channelMessage: fault.channelMessage,
      }
    : ownError(ErrorCode.INTERNAL, 'Moa failed to read this channel; the log has the reason.');

const refusalMessages: Partial<Record<ErrorCodeType, string>> = {
  [ErrorCode.WRONG_STATE]: 'The marketplace refuses: the order or claim is no longer in a state that allows this.',
  [ErrorCode.CANCEL_PENDING]: 'The marketplace refuses: a cancel request of the buyer is open.',
  [ErrorCode.NOT_FOUND]: 'The marketplace does not know this order or claim.',
  [ErrorCode.BAD_INPUT]: 'The marketplace refuses what was given.',
  [ErrorCode.DUPLICATE]: 'The marketplace has this number already.',
  [ErrorCode.ALREADY_DONE]: 'This was done before.',
};

export const errorOfRefusal = (refusal: Refusal): ChannelError => ({
  ...refusal,
  message: refusalMessages[refusal.code] ?? 'The marketplace refuses.',
});
