import type { Instant } from '../../../base/clock.js';
import { SECOND, formatKst, toIsoKst } from '../../../base/time.js';

/** The wire knows whole seconds. @evidence documented */
export const wholeSecond = (instant: Instant): Instant => Math.floor(instant / SECOND) * SECOND;

/** `2026-03-01T10:15:02+09:00`. @evidence documented */
export const dateText = (instant: Instant | null): string | null => (instant === null ? null : toIsoKst(instant));

/** Korean time without an offset, as the token endpoint writes it: `2026-03-02T11:00:00.000`. @evidence observed */
export const bareText = (instant: Instant): string => formatKst(instant, 'yyyy-MM-ddTHH:mm:ss.SSS');
