import { isLoopbackName } from './http/loopback.js';

/** Something in the environment or in a file that it names is wrong; each line names what, and what would be right. */
export class SettingsError extends Error {
  constructor(...problems: readonly [string, ...string[]]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

/** The code of a system's error (`EADDRINUSE`, `SQLITE_CANTOPEN`); '' where it has none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Settings {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Null: sandbox mode. */
  readonly channelsFile: string | null;
  /** Null: everybody who reaches a loopback HOST may do everything. */
  readonly apiKeysFile: string | null;
  /** 32 bytes. */
  readonly masterKey: Buffer | null;
  /** How long a query may wait for marketplaces. */
  readonly queryDeadlineMs: number;
  /** Whether marketplaces are read in the background. */
  readonly sync: boolean;
  readonly logLevel: LogLevel;
  /** Of the sandbox's control API: the port after PORT where that is given; null: any free port. */
  readonly controlPort: number | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const MAX_PORT = 65_535;
/** An hour: nobody waits longer for an answer. */
const MAX_DEADLINE_MS = 3_600_000;
const MASTER_KEY_BYTES = 32;
const DATABASE_FILE = 'sqlite:data/moa.sqlite';
/** The sandbox's shop is made anew by every start; a kept copy of it would show yesterday's orders beside today's. */
const DATABASE_OF_SANDBOX = 'sqlite::memory:';

/**
 * The one reader of the environment. An empty variable counts as unset.
 * @throws SettingsError with one line for each bad value.
 */
export function readSettings(environment: Environment): Settings {
  const reader = new Reader(environment);
  const givenPort = reader.whole('PORT', 0, MAX_PORT);
  const channelsFile = reader.text('MOA_CHANNELS');
  const apiKeysFile = reader.text('MOA_API_KEYS');
  const settings: Settings = {
    port: givenPort ?? 4_000,
    host: readHost(reader, apiKeysFile),
    databaseUrl: readDatabaseUrl(reader) ?? (channelsFile === null ? DATABASE_OF_SANDBOX : DATABASE_FILE),
    channelsFile,
    apiKeysFile,
    masterKey: readMasterKey(reader),
    queryDeadlineMs: reader.whole('MOA_QUERY_DEADLINE_MS', 1, MAX_DEADLINE_MS) ?? 10_000,
    sync: (reader.oneOf('MOA_SYNC', ['on', 'off']) ?? 'on') === 'on',
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS) ?? 'info',
    controlPort: givenPort !== null && givenPort > 0 && givenPort < MAX_PORT ? givenPort + 1 : null,
  };
  reader.end();
  return settings;
}

function readHost(reader: Reader, apiKeysFile: string | null): string {
  const host = reader.text('HOST') ?? '127.0.0.1';
  if (/[\s/@]/.test(host)) {
    reader.refuse('HOST', 'an address or a host name to listen on, like 127.0.0.1', host);
  } else if (apiKeysFile === null && !isLoopbackName(host)) {
    reader.problem(
      `HOST is ${host}, which others can reach, but MOA_API_KEYS is unset: ` +
        'set MOA_API_KEYS to a file with API keys, or HOST to 127.0.0.1',
    );
  }
  return host;
}

function readDatabaseUrl(reader: Reader): string | null {
  const url = reader.text('DATABASE_URL');
  if (url !== null && !/^sqlite:.+$/.test(url)) {
    reader.refuse('DATABASE_URL', 'sqlite:<file> or sqlite::memory:', url.replace(/\/\/.*@/, '//…@'));
  }
  return url;
}

/** Never shows the value. */
function readMasterKey(reader: Reader): Buffer | null {
  const text = reader.text('MOA_MASTER_KEY');
  if (text === null) return null;
  const key = Buffer.from(text, 'base64');
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  if (!isBase64 || key.length !== MASTER_KEY_BYTES) {
    const got = isBase64 ? `holds ${key.length} bytes` : 'is not base64';
    reader.problem(
      `MOA_MASTER_KEY must be ${MASTER_KEY_BYTES} bytes in base64 (openssl rand -base64 ${MASTER_KEY_BYTES}), but ${got}`,
    );
  }
  return key;
}

class Reader {
  readonly #problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  text(name: string): string | null {
    return this.environment[name]?.trim() || null;
  }

  whole(name: string, least: number, most: number): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    this.refuse(name, `a whole number from ${least} to ${most}`, text);
    return null;
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.refuse(name, `one of ${choices.join(', ')}`, text);
    return found ?? null;
  }

  refuse(name: string, expected: string, got: string): void {
    this.problem(`${name} must be ${expected}, but is ${JSON.stringify(got)}`);
  }

  problem(line: string): void {
    this.#problems.push(line);
  }

  /** @throws SettingsError with everything that was refused. */
  end(): void {
    const [first, ...rest] = this.#problems;
    if (first !== undefined) throw new SettingsError(first, ...rest);
  }
}
