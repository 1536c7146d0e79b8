import type { ValidationError } from 'class-validator';
import { validate } from 'class-validator';
import { badInput } from '../errors.js';

/** The first broken rule of an object, with the path of its field. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Checks an object against the class-validator rules of its class. */
export async function problemOf(value: object, path = ''): Promise<Problem | null> {
  const [error] = await validate(value, { forbidUnknownValues: false, stopAtFirstError: true });
  return error ? describe(error, path) : null;
}

/** Checks all arguments of a field. @throws ApiError BAD_INPUT with `extensions.field`. */
export async function assertValid(value: unknown): Promise<void> {
  await assertValidAt(value, '');
}

/** Checks one argument by its name, which its own class does not know: for @Arg. */
export const validAs =
  (name: string) =>
  (value: unknown): Promise<void> =>
    assertValidAt(value, name);

async function assertValidAt(value: unknown, path: string): Promise<void> {
  if (typeof value !== 'object' || value === null) return;
  const problem = await problemOf(value, path);
  if (problem) throw badInput(problem.field, problem.message);
}

function describe(error: ValidationError, path: string): Problem {
  const field = path === '' ? error.property : `${path}.${error.property}`;
  const [child] = error.children ?? [];
  if (child) return describe(child, field);
  return { field, message: Object.values(error.constraints ?? {})[0] ?? `${error.property} is not valid` };
}
