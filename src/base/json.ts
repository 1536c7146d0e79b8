import { LosslessNumber, isSafeNumber, stringify } from 'lossless-json';

/** Every number of a text follows one of these; long ones and those with an exponent are what a double may not hold. */
const MAY_HOLD_LONG_NUMBER = /(?:^|[:[,])\s*-?(?:[\d.]{16}|[\d.]+[eE])/;

/**
 * Strings as well, so that digits inside of them are passed over; one that never ends is taken whole, or each quote in it
 * would be tried anew.
 */
const STRING_OR_LONG_NUMBER =
  /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)|-?(?=[\d.]{16}|[\d.]+[eE])(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON without harming ids: a number that a double can't hold becomes a string with the same digits, any other a
 * number.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  if (!MAY_HOLD_LONG_NUMBER.test(text)) return JSON.parse(text);
  const quoted = text.replace(STRING_OR_LONG_NUMBER, (token) =>
    token.startsWith('"') || isSafeNumber(token) ? token : `"${token}"`,
  );
  return JSON.parse(quoted);
}

/** An id of digits that the wire wants as a bare JSON number, whatever its length; only {@link writeJson} writes it so. */
export const bareNumber = (digits: string): unknown => new LosslessNumber(digits);

/** Writes JSON; {@link bareNumber} values keep every digit. */
export const writeJson = (value: unknown): string => stringify(value) ?? 'null';
