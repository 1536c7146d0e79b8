import type { Clock, Instant } from '../../base/clock.js';
import { ErrorCode } from '../../model/error-code.js';
import type { ChannelFault } from '../fault.js';

export type ChannelState = 'UP' | 'DEGRADED' | 'DOWN' | 'UNAUTHORIZED' | 'UNKNOWN';

/** How one account's calls have been going. */
export interface GovernorHealth {
  state(): ChannelState;
  /** Whether calls are kept away because the marketplace did not answer. */
  circuitOpen(): boolean;
  /** When the last call ended, whatever its outcome. */
  readonly checkedAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  /** The last call's fault; null when it succeeded. */
  readonly lastFault: ChannelFault | null;
  /** Calls that may leave right now in the tightest rate group. */
  remainingCalls(): number;
  /** Ends all waiting and closes the kept connections. */
  close(): void;
}

/** Remembers how the last calls went. */
export class CallHistory {
  checkedAt: Instant | null = null;
  lastSuccessAt: Instant | null = null;
  lastFault: ChannelFault | null = null;

  constructor(private readonly clock: Clock) {}

  succeeded(): void {
    this.checkedAt = this.lastSuccessAt = this.clock.now();
    this.lastFault = null;
  }

  failed(fault: ChannelFault): void {
    this.checkedAt = this.clock.now();
    this.lastFault = fault;
  }

  state(isCircuitOpen: boolean): ChannelState {
    if (isCircuitOpen) return 'DOWN';
    if (this.checkedAt === null) return 'UNKNOWN';
    if (this.lastFault === null) return 'UP';
    return this.lastFault.code === ErrorCode.CHANNEL_UNAUTHORIZED ? 'UNAUTHORIZED' : 'DEGRADED';
  }
}
