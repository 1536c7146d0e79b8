import type { Instant } from '../base/clock.js';
import { parseInstant } from '../base/time.js';

/** What a caller of the control API sent cannot be understood; the message names the field and what would be right. */
export class BadInput extends Error {
  constructor(field: string, expected: string, got: unknown) {
    super(`${field}: expected ${expected}, but got ${got === undefined ? 'nothing' : JSON.stringify(got)}`);
    this.name = 'BadInput';
  }
}

/** Reads the fields of a JSON object one by one; what nobody read is refused in the end. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #read = new Set<string>();

  /** @param path where the object stands, as messages name it; '' for the whole body. */
  constructor(
    value: unknown,
    private readonly path: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new BadInput(path || 'body', 'a JSON object', value);
    }
    this.#values = value as Record<string, unknown>;
  }

  text(name: string, fallback: string): string {
    return this.#take(name, fallback, 'a text', (value): value is string => typeof value === 'string');
  }

  textOrNull(name: string, fallback: string | null): string | null {
    return this.#take(
      name,
      fallback,
      'a text or null',
      (value): value is string | null => value === null || typeof value === 'string',
    );
  }

  whole(name: string, least: number, fallback: number): number {
    return this.#take(name, fallback, `a whole number of at least ${least}`, (value): value is number =>
      isWhole(value, least),
    );
  }

  wholeOrNull(name: string, least: number): number | null {
    return this.#take(
      name,
      null,
      `a whole number of at least ${least}, or null`,
      (value): value is number | null => value === null || isWhole(value, least),
    );
  }

  flag(name: string, fallback: boolean): boolean {
    return this.#take(name, fallback, 'true or false', (value): value is boolean => typeof value === 'boolean');
  }

  /** The texts of a list that is not empty; undefined where there is no list. */
  texts(name: string): string[] | undefined {
    return this.list(name)?.map((item, index) => {
      if (typeof item !== 'string') throw new BadInput(`${this.#nameOf(name)}[${index}]`, 'a text', item);
      return item;
    });
  }

  instant(name: string): Instant | undefined {
    const value = this.instantOrNull(name);
    if (value === null) throw new BadInput(this.#nameOf(name), AN_INSTANT, null);
    return value;
  }

  instantOrNull(name: string): Instant | null | undefined {
    const value = this.#value(name);
    if (value === undefined || value === null) return value;
    const instant = typeof value === 'string' ? parseInstant(value) : null;
    if (instant === null) throw new BadInput(this.#nameOf(name), AN_INSTANT, value);
    return instant;
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.#value(name);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new BadInput(this.#nameOf(name), `one of ${choices.join(', ')}`, value);
    return found;
  }

  object(name: string): Fields {
    return new Fields(this.#value(name) ?? {}, this.#nameOf(name));
  }

  /** The objects of a list that is not empty; undefined where there is no list. */
  objects(name: string): Fields[] | undefined {
    return this.list(name)?.map((item, index) => new Fields(item, `${this.#nameOf(name)}[${index}]`));
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.length === 0) throw new BadInput(this.#nameOf(name), 'a list, not empty', value);
    return value;
  }

  /** @throws BadInput naming a field that was not asked for. */
  end(): void {
    const stranger = Object.keys(this.#values).find((name) => !this.#read.has(name));
    if (stranger === undefined) return;
    throw new BadInput(
      this.#nameOf(stranger),
      `no such field; there are ${[...this.#read].join(', ')}`,
      this.#values[stranger],
    );
  }

  #take<T>(name: string, fallback: T, expected: string, fits: (value: unknown) => value is T): T {
    const value = this.#value(name);
    if (value === undefined) return fallback;
    if (!fits(value)) throw new BadInput(this.#nameOf(name), expected, value);
    return value;
  }

  #value(name: string): unknown {
    this.#read.add(name);
    return this.#values[name];
  }

  #nameOf(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }
}

const AN_INSTANT = 'an ISO 8601 time such as 2026-03-02T10:00:00+09:00';

const isWhole = (value: unknown, least: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least;
