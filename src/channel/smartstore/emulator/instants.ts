import type { Instant } from '../../../base/clock.js';
import { HOUR, parseInstant } from '../../../base/time.js';

/** `2026-03-15T09:11:40.118+09:00`, always with three digits. @evidence documented */
export const printInstant = (instant: Instant): string =>
  new Date(instant + 9 * HOUR).toISOString().slice(0, 23) + '+09:00';

const EXACT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a date of a request, which must match `yyyy-MM-dd'T'HH:mm:ss.SSSXXX` exactly; null for anything else.
 * @evidence documented
 */
export const readInstant = (text: string): Instant | null => (EXACT.test(text) ? parseInstant(text) : null);
