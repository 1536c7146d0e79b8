import { parseAmount, type Amount } from '../../base/amount.js';

/** Ten-thousandths of a currency's unit: sums and products of fractions stay exact, as those of doubles do not. */
export type Units = bigint;

const DIGITS = 4;

/** @param text the same amount as it came, at most four decimals. */
export function units(amount: Amount, text = String(amount)): Units {
  const plain = text.trim().replaceAll(',', '').replace(/^[+-]/, '');
  const [whole = '0', fraction = ''] = plain.split('.');
  const size = BigInt(whole + fraction.slice(0, DIGITS).padEnd(DIGITS, '0'));
  return amount < 0 ? -size : size;
}

/** @throws RangeError where a sum has more digits than an exact amount holds. */
export function toAmount(value: Units, currency: string): Amount {
  const size = String(value < 0n ? -value : value).padStart(DIGITS + 1, '0');
  const text = `${size.slice(0, -DIGITS)}.${size.slice(-DIGITS)}`;
  return parseAmount(value < 0n ? `-${text}` : text, currency);
}

export const sum = (values: readonly (Units | null)[]): Units =>
  values.reduce<Units>((total, value) => total + (value ?? 0n), 0n);
