/** Hundredths of the order's currency, whole: sums of them are exact. */
export type Cents = number;

export const cents = (amount: number): Cents => Math.round(amount * 100);

/** Always two digits, in won too: `5000.00`. @evidence documented */
export const decimal = (amount: Cents): string => (amount / 100).toFixed(2);

/** Without a fraction where there is none, as `unpaid_amount` is: `21000`. @evidence documented */
export const plain = (amount: Cents): string => (amount % 100 === 0 ? String(amount / 100) : decimal(amount));

/** The part of an amount that falls on some of its pieces. */
export const share = (amount: Cents, pieces: number, of: number): Cents => Math.floor((amount * pieces) / of);
