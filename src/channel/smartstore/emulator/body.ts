import type { Instant } from '../../../base/clock.js';
import { parseJson } from '../../../base/json.js';
import type { WireRequest } from '../../../sandbox/emulator.js';
import { readInstant } from './instants.js';
import { badParameter, unreadableBody, unsupportedMediaType } from './refusals.js';

/** Fields of one JSON object of a request; absent and null are the same. */
export class Body {
  constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  /** POST bodies are JSON and say so. @evidence documented */
  static of(request: WireRequest): Body {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw unsupportedMediaType();
    let value: unknown;
    try {
      value = parseJson(request.body.toString('utf8'));
    } catch {
      throw unreadableBody();
    }
    return Body.from(value);
  }

  static from(value: unknown): Body {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadableBody();
    return new Body(value as Record<string, unknown>);
  }

  /** That a number where text belongs is refused, and not read as text, is a guess. @evidence assumed */
  text(name: string): string | null {
    const value = this.fields[name] ?? null;
    if (value !== null && typeof value !== 'string') throw unreadableBody();
    return value;
  }

  /** That empty text counts as missing is a guess. @evidence assumed */
  requiredText(name: string): string {
    const value = this.text(name);
    if (value === null || value === '') throw badParameter('NotBlank', name);
    return value;
  }

  /** An unknown or empty word of an enum makes the whole body unreadable. @evidence observed */
  requiredOneOf<T extends string>(name: string, words: readonly T[]): T {
    const text = this.text(name);
    if (text === null) throw badParameter('NotNull', name);
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw unreadableBody();
    return word;
  }

  /** @evidence observed */
  requiredDate(name: string): Instant {
    const text = this.text(name);
    if (text === null) throw badParameter('NotNull', name);
    const instant = readInstant(text);
    if (instant === null) throw unreadableBody();
    return instant;
  }

  /** @evidence assumed */
  flag(name: string): boolean | null {
    const value = this.fields[name] ?? null;
    if (value !== null && typeof value !== 'boolean') throw unreadableBody();
    return value;
  }

  /** A list of 1 to `most` entries. The limits are documented, how more are refused is not. @evidence assumed */
  list(name: string, most: number): readonly unknown[] {
    const value = this.fields[name] ?? null;
    if (value === null) throw badParameter('NotNull', name);
    if (!Array.isArray(value)) throw unreadableBody();
    if (value.length < 1 || value.length > most) throw badParameter('Size', name);
    return value as unknown[];
  }

  /** @evidence assumed */
  texts(name: string, most: number): readonly string[] {
    return this.list(name, most).map((value) => {
      if (typeof value !== 'string') throw unreadableBody();
      return value;
    });
  }
}
