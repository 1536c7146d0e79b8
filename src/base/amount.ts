/**
 * An exact amount of money in its currency. A decimal of at most 15 significant digits survives a double unharmed, so a
 * number is exact as long as it is never the result of arithmetic on fractions.
 */
export type Amount = number;

const DECIMAL = /^[+-]?\d+(\.\d+)?$/;
const FRACTION_DIGITS: Readonly<Record<string, number>> = { KRW: 0, JPY: 0 };

/**
 * Reads an amount from the wire: `58800`, `"58800.0000"`, `"12.5"`.
 * @throws RangeError for text that is no number, a fraction of a won, more than 4 decimals or 15 significant digits.
 */
export function parseAmount(value: number | string, currency = 'KRW'): Amount {
  const text = String(value).trim().replaceAll(',', '');
  if (!DECIMAL.test(text)) throw new RangeError(`not an amount of money: ${JSON.stringify(value)}`);
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const decimals = fraction.replace(/0+$/, '');
  if (decimals.length > (FRACTION_DIGITS[currency] ?? 4)) {
    throw new RangeError(`${currency} has no such fraction: ${JSON.stringify(value)}`);
  }
  if ((whole.replace(/^0+/, '') + decimals).length > 15) {
    throw new RangeError(`too many digits for an exact amount: ${JSON.stringify(value)}`);
  }
  return Number(text);
}
