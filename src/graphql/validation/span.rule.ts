import type { ValidationArguments } from 'class-validator';
import { registerDecorator } from 'class-validator';
import { DAY, toIsoKst } from '../../base/time.js';

/** Longest span that one query may ask for. */
export const MAX_SPAN_DAYS = 366;

/** The end of a half-open span: after its start, and not too long after. */
export function EndsAfter(startProperty: string): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name: 'endsAfter',
      target: target.constructor,
      propertyName: String(propertyName),
      validator: {
        validate: (end: unknown, args?: ValidationArguments) => problemOf(startOf(args, startProperty), end) === null,
        defaultMessage: (args?: ValidationArguments) =>
          `$property ${problemOf(startOf(args, startProperty), args?.value) ?? ''}`,
      },
    });
  };
}

/** Where one end of an optional span is given, the other one must be too. */
export function GivenWith(otherProperty: string): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name: 'givenWith',
      target: target.constructor,
      propertyName: String(propertyName),
      validator: {
        validate: (value: unknown, args?: ValidationArguments) =>
          typeof value === 'number' || typeof startOf(args, otherProperty) !== 'number',
        defaultMessage: () => `$property must be given where ${otherProperty} is`,
      },
    });
  };
}

const startOf = (args: ValidationArguments | undefined, property: string): unknown =>
  (args?.object as Record<string, unknown> | undefined)?.[property];

function problemOf(start: unknown, end: unknown): string | null {
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  if (end <= start) return `must be after startDate (${toIsoKst(start)}), but is ${toIsoKst(end)}`;
  if (end - start > MAX_SPAN_DAYS * DAY)
    return `must be at most ${MAX_SPAN_DAYS} days after startDate (${toIsoKst(start)}), but is ${toIsoKst(end)}`;
  return null;
}
