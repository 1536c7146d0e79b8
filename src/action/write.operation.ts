import type { Channel, UnitWrite } from '../channel/channel.js';
import type { ChannelError } from '../channel/channel-error.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { Order } from '../order/order.entity.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { ActionType } from '../model/action.js';
import type { ActionRequest } from './action.store.js';

/** One item of a mutation, in the caller's words, checked for form. */
export interface WriteRequest {
  /** Node id of the order or the cancellation. */
  readonly id: string;
  readonly idempotencyKey: string | null;
  /** What is journaled, and compared when a key is used again. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What is wrong with its form; then nothing is written down. */
  readonly problem: ChannelError | null;
}

/** A request whose subject was found. */
export interface Target<Subject, Request> {
  readonly connected: ConnectedChannel;
  readonly subject: Subject;
  readonly request: Request;
  readonly journal: ActionRequest;
}

/** What the marketplace acts on at once: all lines of a box, a delivery, a receipt; or one line. */
export interface Unit<Subject, Request extends WriteRequest = WriteRequest> {
  readonly connected: ConnectedChannel;
  readonly key: string;
  /** All lines of the unit, those that were not asked for included. */
  readonly subjects: readonly Subject[];
  /** Other lines of the unit left before, so that these are what remains of it. */
  readonly isRemainder: boolean;
  /** What was asked; several requests of one unit ask for the same. */
  readonly request: Request;
}

/** A kind of write: how it finds its lines, what it checks, what it sends and how it knows that it is done. */
export interface WriteOperation<
  Subject extends Order | Cancellation,
  Item,
  Request extends WriteRequest = WriteRequest,
> {
  readonly type: ActionType;
  readonly subject: 'ORDER' | 'CANCELLATION';
  /** Whether the marketplace is read immediately before sending; an unreadable guard refuses. */
  readonly readsFirst: boolean;
  writeOf(channel: Channel): UnitWrite<Subject, Item> | undefined;
  find(channelId: string, keys: readonly string[]): Promise<Subject[]>;
  /** What is wrong with the request for this channel, before anything is written down. */
  validate(connected: ConnectedChannel, request: Request): Promise<ChannelError | null>;
  /** Whether the request takes a part out of a unit; parts leave before the wholes that they are taken from. */
  isPart(request: Request): boolean;
  /** Whether a line of the unit, not asked for itself, goes along; false where it left before. */
  goesAlong(line: Subject, request: Request): boolean;
  /** Key of the unit that a request on this subject concerns. */
  unitOf(connected: ConnectedChannel, subject: Subject, request: Request): string;
  /** All stored lines of these subjects' units. */
  linesOf(connected: ConnectedChannel, subjects: readonly Subject[]): Promise<Subject[]>;
  /** Brings these lines up to date from the marketplace. Throws ChannelFault. */
  refresh(connected: ConnectedChannel, subjects: readonly Subject[]): Promise<void>;
  /** Whether it may be sent again after an unknown outcome that reading back does not confirm. Absent: it may. */
  mayRepeat?(request: Request): boolean;
  /** Why it must not be sent; ALREADY_DONE where what is asked stands already. */
  check(unit: Unit<Subject, Request>): Promise<ChannelError | null>;
  itemOf(unit: Unit<Subject, Request>): Promise<Item>;
  /** Whether the marketplace, read back, holds what was asked. */
  isDone(unit: Unit<Subject, Request>): Promise<boolean>;
  /** What a success says beside itself, told from the unit as it was and as it is. */
  afterwards(
    before: Unit<Subject, Request>,
    after: Unit<Subject, Request> | null,
  ): Promise<{ readonly addressChanged: boolean | null }>;
  /** The order lines that the unit touches. */
  orderKeysOf(unit: Unit<Subject, Request>): string[];
}
