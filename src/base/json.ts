import { LosslessNumber, isSafeNumber, parse, stringify } from 'lossless-json';

/**
 * Parses JSON without harming ids: a number that a double can't hold becomes a string with the same digits, any other a
 * number.
 * @throws SyntaxError when the text is not JSON.
 */
export const parseJson = (text: string): unknown =>
  parse(text, null, (digits) => (isSafeNumber(digits) ? Number(digits) : digits));

/** An id of digits that the wire wants as a bare JSON number, whatever its length; only {@link writeJson} writes it so. */
export const bareNumber = (digits: string): unknown => new LosslessNumber(digits);

/** Writes JSON; {@link bareNumber} values keep every digit. */
export const writeJson = (value: unknown): string => stringify(value) ?? 'null';
