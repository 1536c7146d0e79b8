import type { Instant } from '../../../base/clock.js';
import { SECOND, floorKst } from '../../../base/time.js';

/** The marketplace's v4 prints no fraction of a second, so nothing here happens between two. */
export const wholeSecond = (instant: Instant): Instant => floorKst(instant, SECOND);
