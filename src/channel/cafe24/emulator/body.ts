import { parseJson } from '../../../base/json.js';
import { parseInstant } from '../../../base/time.js';
import { invalid, missing, unreadableBody } from './replies.js';

const MOST_REQUESTS = 100;

/** Fields of one JSON object of a request; absent and null are the same. Ill-typed ones are refused by name. @evidence assumed */
export class Fields {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  static of(value: unknown, name: string): Fields {
    if (!isObject(value)) throw invalid(name);
    return new Fields(value);
  }

  has(name: string): boolean {
    return (this.values[name] ?? null) !== null;
  }

  /** @param most characters. Empty text counts as absent. */
  text(name: string, most = 255): string | null {
    const value = this.values[name] ?? null;
    if (value !== null && typeof value !== 'string') throw invalid(name);
    if (value !== null && [...value].length > most) throw invalid(name);
    return value === '' ? null : value;
  }

  requiredText(name: string, most = 255): string {
    const value = this.text(name, most)?.trim();
    if (!value) throw missing(name);
    return value;
  }

  oneOf<T extends string>(name: string, words: readonly T[]): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw invalid(name);
    return word;
  }

  requiredOneOf<T extends string>(name: string, words: readonly T[]): T {
    const word = this.oneOf(name, words);
    if (word === null) throw missing(name);
    return word;
  }

  /** `T` or `F`. @evidence documented */
  flag(name: string): 'T' | 'F' | null {
    return this.oneOf(name, ['T', 'F']);
  }

  whole(name: string): number | null {
    const value = this.values[name] ?? null;
    if (value !== null && !(Number.isSafeInteger(value) && Number(value) > 0)) throw invalid(name);
    return value as number | null;
  }

  /** `YYYY-MM-DD`. */
  day(name: string): string | null {
    const text = this.text(name);
    if (text !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(text) || parseInstant(text) === null)) throw invalid(name);
    return text;
  }

  texts(name: string): readonly string[] | null {
    const value = this.values[name] ?? null;
    if (value === null) return null;
    const isFit = Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string');
    if (!isFit) throw invalid(name);
    return value as string[];
  }

  objects(name: string): readonly Fields[] | null {
    const value = this.values[name] ?? null;
    if (value === null) return null;
    if (!Array.isArray(value) || value.length === 0) throw invalid(name);
    return value.map((item) => Fields.of(item, name));
  }
}

/** `{shop_no, request}` or `{shop_no, requests}`. @evidence documented */
export class Envelope {
  private constructor(
    private readonly fields: Fields,
    private readonly raw: Readonly<Record<string, unknown>>,
  ) {}

  static parse(body: Buffer): Envelope {
    let value: unknown;
    try {
      value = parseJson(body.toString('utf8'));
    } catch {
      throw unreadableBody();
    }
    if (!isObject(value)) throw unreadableBody();
    return new Envelope(new Fields(value), value);
  }

  get shopNo(): number {
    return this.fields.whole('shop_no') ?? 1;
  }

  get request(): Fields {
    if (!this.fields.has('request')) throw missing('request');
    return Fields.of(this.raw['request'], 'request');
  }

  /** At most 100. @evidence documented */
  get requests(): readonly Fields[] {
    const requests = this.fields.objects('requests');
    if (!requests) throw missing('requests');
    if (requests.length > MOST_REQUESTS) throw invalid('requests');
    return requests;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
