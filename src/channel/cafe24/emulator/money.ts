/** Hundredths of the order's currency, whole: sums of them are exact. */
export type Cents = number;

export const cents = (amount: number): Cents => Math.round(amount * 100);

/** Always two digits, in won too: `5000.00`. @evidence documented */
export const decimal = (amount: Cents): string => (amount / 100).toFixed(2);

/** Without a fraction where there is none, as `unpaid_amount` is: `21000`. @evidence documented */
export const plain = (amount: Cents): string => (amount % 100 === 0 ? String(amount / 100) : decimal(amount));

const WITHOUT_FRACTION: ReadonlySet<string> = new Set(['KRW', 'JPY']);

/** Part of an amount, cut to what the currency can pay. */
export function part(amount: Cents, numerator: number, denominator: number, currency: string): Cents {
  const unit = WITHOUT_FRACTION.has(currency) ? 100 : 1;
  return Math.floor((amount * numerator) / denominator / unit) * unit;
}
