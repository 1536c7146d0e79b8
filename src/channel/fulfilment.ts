import type { Span } from '../base/span.js';
import type { FulfilmentDateType, FulfilmentRecord } from '../model/fulfilment.js';
import type { CallContext } from './http.js';

/** What is asked of a fulfilment service. All that is given must hold; with nothing given, everything is asked. */
export interface FulfilmentQuestion {
  /** Spans by date, aligned to FulfilmentReads.resolution in Korean time and no longer than FulfilmentReads.longest. */
  readonly spans: Readonly<Partial<Record<FulfilmentDateType, Span>>>;
  readonly orderCode: string | null;
}

/** Reading a fulfilment service's ledger. Its rows do not tell every date that they can be asked by. */
export interface FulfilmentReads {
  /** Longest span of one question, in milliseconds. */
  readonly longest: number;
  /** Spans are widened to multiples of this, counted in Korean time. */
  readonly resolution: number;
  readonly pageSize: number;
  /** The record's own date of that type, for cutting what was asked too much; undefined where rows do not tell it. */
  dateOf(record: FulfilmentRecord, date: FulfilmentDateType): number | null | undefined;
  /**
   * Reads all pages to the end, one array per page.
   * @throws ChannelFault; what was yielded before stays true.
   */
  read(question: FulfilmentQuestion, context: CallContext): AsyncIterable<readonly FulfilmentRecord[]>;
}
