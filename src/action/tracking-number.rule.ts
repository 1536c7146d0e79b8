import { Matches } from 'class-validator';

/** A tracking number as couriers print it; blanks and hyphens are dropped by {@link plainTrackingNumber}. */
export const IsTrackingNumber = (): PropertyDecorator =>
  Matches(/^[\s-]*([A-Za-z0-9][\s-]*){6,30}$/, {
    message: '$property must be 6 to 30 letters and digits (blanks and hyphens are dropped)',
  });

/** Letters and digits only, upper case. */
export const plainTrackingNumber = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();
