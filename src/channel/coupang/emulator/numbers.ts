const WORD = 0x1_0000_0000;

/** A small generator of even 32-bit numbers (mulberry32): same seed, same row of numbers. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 to `below` − 1. */
  next(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / WORD) * below);
  }
}

/** Rising ids of one length. */
class Series {
  #last: bigint;

  constructor(
    start: bigint,
    private readonly random: Random,
    private readonly longestStep: number,
  ) {
    this.#last = start;
  }

  next(): string {
    this.#last += BigInt(1 + this.random.next(this.longestStep));
    return String(this.#last);
  }
}

/**
 * The ids that the marketplace gives out, of the lengths of the sheet's samples, each kind rising from a start that the
 * seed decides.
 */
export class Numbers {
  readonly #ids: Random;
  /** Apart from the ids, so that a refused call does not shift the numbers of later orders. */
  readonly #answers: Random;
  readonly shipmentBox: Series;
  readonly order: Series;
  readonly payment: Series;
  readonly product: Series;
  readonly sellerProduct: Series;
  readonly vendorItem: Series;
  readonly receipt: Series;
  readonly returnDelivery: Series;

  constructor(seed: number) {
    this.#ids = new Random(seed);
    this.#answers = new Random(seed ^ 0x5bd1e995);
    const series = (start: bigint, spread: number, step: number): Series =>
      new Series(start + BigInt(this.#ids.next(spread)), new Random(this.#ids.next(WORD)), step);
    // 18 digits, so that a double cannot hold them
    this.shipmentBox = series(861_000_000_000_000_001n + BigInt(this.#ids.next(WORD)) * 1_000_003n, WORD, 999_983);
    this.order = series(31_000_100_000_000n, 90_000_000, 97);
    this.payment = series(31_000_200_000_000n, 90_000_000, 97);
    this.product = series(7_712_000_000n, 1_000_000, 89);
    this.sellerProduct = series(14_500_000_000n, 1_000_000, 89);
    this.vendorItem = series(80_123_000_000n, 1_000_000, 89);
    this.receipt = series(365_000_000n, 900_000, 7);
    this.returnDelivery = series(402_000_000n, 900_000, 7);
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.#ids.next(choices.length)] ?? choices[0];
  }

  /** A signed 64-bit number. */
  responseKey(): string {
    return String(BigInt.asIntN(64, (BigInt(this.#answers.next(WORD)) << 32n) | BigInt(this.#answers.next(WORD))));
  }

  /** The `transactionId` of a gateway error. */
  uuid(): string {
    const hex = Array.from({ length: 4 }, () => this.#answers.next(WORD).toString(16).padStart(8, '0')).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), '4' + hex.slice(13, 16), '8' + hex.slice(17, 20), hex.slice(20)].join(
      '-',
    );
  }
}
