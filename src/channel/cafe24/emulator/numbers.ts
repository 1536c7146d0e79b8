import { createHash } from 'node:crypto';
import type { Instant } from '../../../base/clock.js';
import { formatKst } from '../../../base/time.js';

const BASE_26 = 26;

/** Gives out numbers and codes; the same seed gives the same ones. */
export class Numbers {
  readonly #next = new Map<string, number>();
  readonly #offset: number;

  constructor(private readonly seed: number) {
    this.#offset = createHash('sha256').update(String(seed)).digest().readUInt32BE() % 1_000;
  }

  /** `YYYYMMDD-NNNNNNN`, counted within the Korean day. @evidence documented */
  orderId(at: Instant): string {
    return this.#ofDay('order', at);
  }

  /** `C…` cancel and return, `B…` exchange; then as an order's number. @evidence documented */
  claimCode(letter: 'C' | 'B', at: Instant): string {
    return letter + this.#ofDay(`claim ${letter}`, at);
  }

  /** 1, 2, 3 … within a series. */
  count(series: string): number {
    const count = (this.#next.get(series) ?? 0) + 1;
    this.#next.set(series, count);
    return count;
  }

  /** Letters and digits that nobody guesses. */
  code(label: string, length: number): string {
    const digest = createHash('sha512').update(`${this.seed}:${label}`).digest('base64');
    return digest.replace(/[^A-Za-z0-9]/g, '').slice(0, length);
  }

  #ofDay(series: string, at: Instant): string {
    const day = formatKst(at, 'yyyyMMdd');
    return `${day}-${String(this.#offset + this.count(`${series} ${day}`)).padStart(7, '0')}`;
  }
}

/** 1 is A, 26 is Z, 27 is AA; padded on the left with zeros: `00000BF`, `000B`. @evidence observed */
export function letters(number: number, length: number): string {
  let text = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / BASE_26)) {
    text = String.fromCharCode(65 + ((left - 1) % BASE_26)) + text;
  }
  return text.padStart(length, '0');
}
