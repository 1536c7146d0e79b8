import { isLosslessNumber, parse } from 'lossless-json';
import { badRequest } from './replies.js';

/**
 * A JSON object of a request, read field by field; ids keep all their digits. A missing or ill-typed field ends the call with
 * HTTP 400 and a message that names it; fields that nobody asks for are not looked at. Whether ids may come as strings is not
 * known: they are refused.
 * @evidence assumed
 */
export class JsonObject {
  private constructor(
    private readonly fields: Readonly<Record<string, unknown>>,
    private readonly place: string,
  ) {}

  static parse(body: Buffer): JsonObject {
    let value: unknown;
    try {
      value = parse(body.toString('utf8'));
    } catch {
      throw badRequest('Request body is not readable as JSON');
    }
    return JsonObject.from(value, '');
  }

  private static from(value: unknown, place: string): JsonObject {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || isLosslessNumber(value)) {
      throw badRequest(`${place || 'Request body'} is not valid: expected an object`);
    }
    return new JsonObject(value as Record<string, unknown>, place && `${place}.`);
  }

  id(name: string): string {
    return this.digitsOf(name, this.fields[name]);
  }

  ids(name: string): string[] {
    return this.array(name).map((value, index) => this.digitsOf(`${name}[${index}]`, value));
  }

  text(name: string): string {
    const value = this.fields[name];
    if (typeof value !== 'string') throw this.invalid(name, 'a string');
    return value;
  }

  optionalText(name: string): string {
    return (this.fields[name] ?? null) === null ? '' : this.text(name);
  }

  /** True, false or, as old samples send it, a string of it; false where absent. */
  flag(name: string): boolean {
    const text = String(this.fields[name] ?? false).toLowerCase();
    if (text !== 'true' && text !== 'false') throw this.invalid(name, 'a boolean');
    return text === 'true';
  }

  objects(name: string): JsonObject[] {
    return this.array(name).map((value, index) => JsonObject.from(value, `${this.place}${name}[${index}]`));
  }

  private array(name: string): unknown[] {
    const value = this.fields[name];
    if (!Array.isArray(value)) throw this.invalid(name, 'an array');
    return value;
  }

  private digitsOf(name: string, value: unknown): string {
    if (!isLosslessNumber(value) || !/^\d+$/.test(value.value)) throw this.invalid(name, 'a number');
    return value.value;
  }

  private invalid(name: string, expected: string): Error {
    return badRequest(`${this.place}${name} is not valid: expected ${expected}`);
  }
}
