import { refuseStrangers } from '../options.js';

/**
 * Branches of a seller of same-day goods (당일배송), whose orders are asked for branch by branch (documented).
 * @throws RangeError for anything but a list of branch codes, and for other options.
 */
export function branchCodesOf(options: Readonly<Record<string, unknown>>): readonly number[] {
  refuseStrangers(options, ['branchCodes']);
  const { branchCodes } = options;
  if (branchCodes === undefined || branchCodes === null) return [];
  if (Array.isArray(branchCodes) && branchCodes.every(isBranchCode)) {
    return [...new Set(branchCodes)].sort((a, b) => a - b);
  }
  throw new RangeError(
    `options.branchCodes must be a list of whole numbers above 0, like [101, 205], but is ${JSON.stringify(branchCodes)}`,
  );
}

/** 0 is no branch: Gmarket's rows of ordinary orders have it (documented). */
const isBranchCode = (code: unknown): code is number =>
  typeof code === 'number' && Number.isSafeInteger(code) && code > 0;
