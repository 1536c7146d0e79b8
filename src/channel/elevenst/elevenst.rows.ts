import type { Span } from '../../base/span.js';
import { MINUTE } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import type { ElevenstClient } from './elevenst.client.js';
import type { Row } from './elevenst.wire.js';

/** Finest difference that a window can express. Documented (path dates have minutes). */
export const RESOLUTION = MINUTE;

/**
 * Most rows of one answer, beyond which 11st cuts without a word. Documented for withdrawcanceledorders; assumed for every
 * other list.
 */
export const MAX_ROWS = 3000;

/**
 * Reads all rows of a window: an answer that is full may be cut, so its window is halved and asked again.
 * @param span in whole minutes.
 */
export async function* readWindow(
  client: ElevenstClient,
  list: string,
  span: Span,
  context: CallContext,
): AsyncGenerator<readonly Row[]> {
  const rows = await client.list(list, span, context);
  if (rows.length < MAX_ROWS) {
    yield rows;
    return;
  }
  const half = Math.floor((span.end - span.start) / RESOLUTION / 2) * RESOLUTION;
  if (half === 0) {
    throw new ChannelFault(
      ErrorCode.CHANNEL_REJECTED,
      `11st cuts ${list} at ${MAX_ROWS} rows, and one minute has more`,
    );
  }
  const middle = span.start + half;
  yield* readWindow(client, list, { start: span.start, end: middle }, context);
  yield* readWindow(client, list, { start: middle, end: span.end }, context);
}
