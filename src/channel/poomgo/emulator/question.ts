import type { Instant } from '../../../base/clock.js';
import { DAY, parseInstant } from '../../../base/time.js';
import type { WireRequest } from '../../../sandbox/emulator.js';

const MAX_PAGE_SIZE = 500;
const DEFAULT_PAGE_SIZE = 20;

const DATES = ['createdAt', 'confirmAt', 'closeAt'] as const;
export type DateName = (typeof DATES)[number];

/** Half-open; open-ended where a day was not given. */
export interface Days {
  readonly start: Instant;
  readonly end: Instant;
}

export interface Question {
  readonly page: number;
  readonly pageSize: number;
  readonly orderCode: string | undefined;
  /** Dates that were asked for; all must hold. */
  readonly days: readonly (readonly [DateName, Days])[];
}

/** What the caller sent cannot be understood. */
export class BadQuestion extends Error {}

const FIELDS: ReadonlySet<string> = new Set([
  'page',
  'pageSize',
  'orderCode',
  ...DATES.flatMap((date) => [`${date}From`, `${date}To`]),
]);

/**
 * Reads the JSON body; an empty one, as the example's `-d ""` sends it, asks for everything.
 * @throws BadQuestion
 * @evidence documented
 */
export function readQuestion(request: WireRequest): Question {
  refuseOtherTypes(request);
  const body = readObject(request.body.toString('utf8'));
  refuseStrangers(body);
  return {
    page: whole(body, 'page', 1, Number.MAX_SAFE_INTEGER),
    pageSize: whole(body, 'pageSize', DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE),
    orderCode: text(body, 'orderCode'),
    days: DATES.flatMap((date) => {
      const days = daysOf(body, date);
      return days ? [[date, days] as const] : [];
    }),
  };
}

/** @evidence assumed */
function refuseOtherTypes(request: WireRequest): void {
  if (/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return;
  throw new BadQuestion('Content-Type must be application/json');
}

/** @evidence assumed */
function refuseStrangers(body: Record<string, unknown>): void {
  const stranger = Object.keys(body).find((name) => !FIELDS.has(name));
  if (stranger !== undefined) throw new BadQuestion(`property ${stranger} should not exist`);
}

/** The documents' own example ends with a comma, which JSON does not know. @evidence assumed */
function readObject(body: string): Record<string, unknown> {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new BadQuestion('Unexpected token in JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadQuestion('body must be an object');
  }
  return value as Record<string, unknown>;
}

/** More than the maximum is refused, not cut. @evidence assumed */
function whole(body: Record<string, unknown>, name: string, fallback: number, most: number): number {
  const value = body[name];
  if (value === undefined) return fallback;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new BadQuestion(`${name} must be an integer number`);
  if (value < 1) throw new BadQuestion(`${name} must not be less than 1`);
  if (value > most) throw new BadQuestion(`${name} must not be greater than ${most}`);
  return value;
}

function text(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new BadQuestion(`${name} must be a string`);
}

/** Days in Korean time, the last one included; one side may be left out. @evidence assumed */
function daysOf(body: Record<string, unknown>, date: DateName): Days | null {
  const from = dayOf(body, `${date}From`);
  const to = dayOf(body, `${date}To`);
  if (from === undefined && to === undefined) return null;
  return { start: from ?? -Infinity, end: to === undefined ? Infinity : to + DAY };
}

function dayOf(body: Record<string, unknown>, name: string): Instant | undefined {
  const value = text(body, name);
  if (value === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseInstant(value) : null;
  if (day === null) throw new BadQuestion(`${name} must be a date of the form yyyy-MM-dd`);
  return day;
}
