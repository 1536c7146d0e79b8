import { ChannelNode, ChannelOutcome, ChannelResult } from '../channel/channel.types.js';
import type { ChannelReading } from './reader.js';

/** @param rows of this channel that the question's filter finds in the store. */
export const channelResultOf = (reading: ChannelReading, rows: number): ChannelResult =>
  Object.assign(new ChannelResult(), {
    channel: ChannelNode.of(reading.connected),
    outcome: outcomeOf(reading, rows),
    fetchedAt: reading.fetchedAt,
    rows,
    calls: reading.calls,
    elapsedMs: reading.elapsedMs,
    error: reading.error,
  });

function outcomeOf(reading: ChannelReading, rows: number): ChannelOutcome {
  if (reading.kind === 'UNSUPPORTED') return ChannelOutcome.UNSUPPORTED;
  if (reading.isComplete) {
    if (reading.searched) return ChannelOutcome.PARTIAL;
    return reading.calls > 0 || reading.hasRead ? ChannelOutcome.FRESH : ChannelOutcome.CACHED;
  }
  if (reading.isCovered) return ChannelOutcome.STALE;
  if (reading.hasRead) return ChannelOutcome.PARTIAL;
  if (rows > 0) return ChannelOutcome.STALE;
  return reading.isLate ? ChannelOutcome.PARTIAL : ChannelOutcome.FAILED;
}
