import { parseJson } from '../../../base/json.js';
import type { WireRequest } from '../../../sandbox/emulator.js';
import type { Refusal } from './refusals.js';
import { Refused } from './refusals.js';

/** A body that is no JSON object at all. */
export class Unreadable extends Error {}

/** Fields of the JSON object of a request, by names in any case; absent and null are the same. @evidence observed */
export class Body {
  readonly #fields = new Map<string, unknown>();

  /** @param refusalOf what a field that is missing or ill-typed is refused with. */
  constructor(
    fields: object,
    private readonly refusalOf: (name: string) => Refusal,
  ) {
    for (const [name, value] of Object.entries(fields)) this.#fields.set(name.toLowerCase(), value);
  }

  /** No body at all is an empty object: one client confirms with none, one with `{}`. @evidence observed */
  static of(request: WireRequest, refusalOf: (name: string) => Refusal): Body {
    const text = request.body.toString('utf8');
    if (text.trim() === '') return new Body({}, refusalOf);
    let value: unknown;
    try {
      value = parseJson(text);
    } catch {
      throw new Unreadable();
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unreadable();
    return new Body(value, refusalOf);
  }

  /** Integers are taken as JSON strings too. @evidence observed */
  whole(name: string): number | null {
    const digits = this.#digits(name);
    return digits === null ? null : Number(digits);
  }

  requiredWhole(name: string): number {
    return this.whole(name) ?? this.#refuse(name);
  }

  /** A number of an order or a payment, as digits of any length; 0 counts as none. @evidence observed */
  id(name: string): string | null {
    const digits = this.#digits(name);
    return digits === null || /^0+$/.test(digits) ? null : digits;
  }

  requiredId(name: string): string {
    return this.id(name) ?? this.#refuse(name);
  }

  /** That a number does for a text is assumed. @evidence assumed */
  text(name: string): string | null {
    const value = this.#value(name);
    if (value === null || typeof value === 'string') return value;
    return typeof value === 'number' ? String(value) : this.#refuse(name);
  }

  requiredText(name: string): string {
    return this.text(name) || this.#refuse(name);
  }

  #digits(name: string): string | null {
    const value = this.#value(name);
    if (value === null || value === '') return null;
    const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    return /^\d+$/.test(text) ? text : this.#refuse(name);
  }

  #value(name: string): unknown {
    return this.#fields.get(name.toLowerCase()) ?? null;
  }

  #refuse(name: string): never {
    throw new Refused(this.refusalOf(name));
  }
}
