import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { codeOf, SettingsError, type Environment } from './settings.js';

/**
 * Reads a YAML or JSON file that a variable names.
 * @throws SettingsError naming the variable, the file, and where it can't be understood; never what stands there.
 */
export function readSettingsFile(variable: string, file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingsError(`${variable} names ${file}, which cannot be read (${codeOf(error) || 'unknown reason'})`);
  }
  try {
    return parse(text, { prettyErrors: true, uniqueKeys: true }) as unknown;
  } catch (error) {
    throw new SettingsError(`${variable}: ${file} must be YAML or JSON, but ${whereOf(error)}`);
  }
}

/** Not the parser's message: it quotes the line, which may hold a secret. */
function whereOf(error: unknown): string {
  const position = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
  const code = error instanceof YAMLParseError ? ` (${error.code})` : '';
  return position ? `line ${position.line}, column ${position.col} is not${code}` : `it is not${code}`;
}

/** Collects what is wrong with a file's content, one line each: `<file>: <path> must be …`. */
export class FileProblems {
  readonly #lines: string[] = [];

  constructor(private readonly file: string) {}

  add(path: string, problem: string): void {
    this.#lines.push(`${this.file}: ${path} ${problem}`);
  }

  get count(): number {
    return this.#lines.length;
  }

  /** @throws SettingsError when there are any. */
  end(): void {
    const [first, ...rest] = this.#lines;
    if (first !== undefined) throw new SettingsError(first, ...rest);
  }
}

export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const VARIABLE = /\$\{([^}]*)\}/g;
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Fills `${NAME}` in from the environment.
 * @returns null where a variable is missing or misspelt, which is then among the problems.
 */
export function fillIn(text: string, path: string, environment: Environment, problems: FileProblems): string | null {
  const before = problems.count;
  const filled = text.replace(VARIABLE, (_whole, name: string) => {
    if (!VARIABLE_NAME.test(name)) {
      problems.add(
        path,
        `must name a variable like \${COUPANG_ACCESS_KEY}, but has a \${…} that is no variable's name`,
      );
    } else if (!environment[name]) {
      problems.add(path, `needs the environment variable ${name}, which is not set`);
    }
    return environment[name] ?? '';
  });
  return problems.count === before ? filled : null;
}
