import type { Span } from '../base/span.js';
import type { FulfilmentDateType, FulfilmentRecord } from '../model/fulfilment.js';
import type { CallContext } from './http.js';

/** What is asked of a fulfilment service. All that is given must hold; with nothing given, everything is asked. */
export interface FulfilmentQuestion {
  /** Spans by date, aligned to FulfilmentReads.resolution in Korean time and no longer than FulfilmentReads.longest. */
  readonly spans: Readonly<Partial<Record<FulfilmentDateType, Span>>>;
  readonly orderCode: string | null;
}

/** Reading a fulfilment service's ledger. Of the dates that it can be asked by, rows tell createdDate alone. */
export interface FulfilmentReads {
  /** Longest span of one question, in milliseconds. */
  readonly longest: number;
  /** Spans are widened to multiples of this, counted in Korean time. */
  readonly resolution: number;
  readonly pageSize: number;
  /** Ids of sales channels by the service's name of them (판매처명), where the account's options say so. */
  readonly channelNames: ReadonlyMap<string, string>;
  /**
   * Reads all pages to the end, one array per page; a row may come twice.
   * @throws ChannelFault; what was yielded before stays true.
   */
  read(question: FulfilmentQuestion, context: CallContext): AsyncIterable<readonly FulfilmentRecord[]>;
}
