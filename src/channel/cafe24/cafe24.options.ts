import { refuseStrangers } from '../options.js';

/** What few malls need otherwise; all false unless set. */
export interface Cafe24Options {
  /**
   * Approving completes a cancel at once (취소완료), with the refund at the payment gateway where that is possible. Otherwise
   * it is accepted (취소접수) and the refund finished in Cafe24.
   */
  readonly refundsOnApproval: boolean;
  /** Goods of cancels go back into stock. */
  readonly recoversInventory: boolean;
}

const NAMES = ['refundsOnApproval', 'recoversInventory'];

/** @throws RangeError where an option is unknown or is no boolean. */
export function optionsOf(options: Readonly<Record<string, unknown>>): Cafe24Options {
  refuseStrangers(options, NAMES);
  const flag = (name: string): boolean => {
    const value = options[name] ?? false;
    if (typeof value !== 'boolean') throw new RangeError(`options.${name} must be true or false`);
    return value;
  };
  return { refundsOnApproval: flag('refundsOnApproval'), recoversInventory: flag('recoversInventory') };
}
