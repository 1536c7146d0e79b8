import { createHash, timingSafeEqual } from 'node:crypto';
import { FileProblems, isMapping, readSettingsFile } from '../settings-file.js';
import { ROLES, type Role, type Viewer } from './viewer.js';

const FIELDS = ['name', 'sha256', 'role', 'channels'];
const DIGEST = /^[0-9a-f]{64}$/i;

interface ApiKey {
  readonly digest: Buffer;
  readonly viewer: Viewer;
}

/** The API keys of one file. Keys themselves are never kept: only their SHA-256. */
export class ApiKeys {
  constructor(private readonly keys: readonly ApiKey[]) {}

  /**
   * Who sends this `Authorization` header; null for none, another scheme or an unknown key. Takes as long for a wrong key
   * as for a right one.
   */
  viewerOf(authorization: string | undefined): Viewer | null {
    const key = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (key === undefined) return null;
    const digest = createHash('sha256').update(key, 'utf8').digest();
    let viewer: Viewer | null = null;
    for (const each of this.keys) {
      if (timingSafeEqual(each.digest, digest)) viewer = each.viewer;
    }
    return viewer;
  }
}

/**
 * Reads the API keys file: YAML or JSON, a list of `{name, sha256, role, channels?}`.
 * @param channelIds of all connected channels: a key may name no others.
 * @throws SettingsError with one line for each problem.
 */
export function readApiKeysFile(file: string, channelIds: readonly string[]): ApiKeys {
  const problems = new FileProblems(file);
  const content = readSettingsFile('MOA_API_KEYS', file);
  const keys = new KeysReader(problems, channelIds).read(content);
  problems.end();
  return new ApiKeys(keys);
}

class KeysReader {
  readonly #names = new Set<string>();
  readonly #digests = new Set<string>();

  constructor(
    private readonly problems: FileProblems,
    private readonly channelIds: readonly string[],
  ) {}

  read(content: unknown): ApiKey[] {
    if (!Array.isArray(content) || content.length === 0) {
      this.problems.add('the file', `must be a list with at least one key of {${FIELDS.join(', ')}}`);
      return [];
    }
    return content.flatMap((entry: unknown, index) => this.#key(entry, `[${index}]`) ?? []);
  }

  #key(entry: unknown, path: string): ApiKey | null {
    if (!isMapping(entry)) {
      this.problems.add(path, `must be a key of {${FIELDS.join(', ')}}`);
      return null;
    }
    const stranger = Object.keys(entry).find((field) => !FIELDS.includes(field));
    if (stranger !== undefined) {
      this.problems.add(`${path}.${stranger}`, `is not known here; there are ${FIELDS.join(', ')}`);
    }
    const name = this.#name(entry.name, path);
    const digest = this.#digest(entry.sha256, path);
    const role = this.#role(entry.role, path);
    const channels = this.#channels(entry.channels, path);
    if (name === null || digest === null || role === null) return null;
    return { digest, viewer: { name, role, channels } };
  }

  /** Unique: actions and idempotency keys are told apart by it. */
  #name(value: unknown, path: string): string | null {
    if (typeof value !== 'string' || value.trim() === '') {
      this.problems.add(`${path}.name`, 'must be a text that says whose key it is');
      return null;
    }
    if (this.#names.has(value)) {
      this.problems.add(`${path}.name`, `must be its own, but another key is called ${JSON.stringify(value)} too`);
      return null;
    }
    this.#names.add(value);
    return value;
  }

  #digest(value: unknown, path: string): Buffer | null {
    if (typeof value !== 'string' || !DIGEST.test(value)) {
      this.problems.add(
        `${path}.sha256`,
        `must be the key's SHA-256 in 64 hexadecimal digits (printf %s "$KEY" | sha256sum)`,
      );
      return null;
    }
    const digest = value.toLowerCase();
    if (this.#digests.has(digest)) {
      this.problems.add(`${path}.sha256`, 'must be its own, but another entry has the same key');
      return null;
    }
    this.#digests.add(digest);
    return Buffer.from(digest, 'hex');
  }

  #role(value: unknown, path: string): Role | null {
    const role = ROLES.find((each) => each === value);
    if (role === undefined) {
      this.problems.add(`${path}.role`, `must be one of ${ROLES.join(', ')}, but is ${JSON.stringify(value)}`);
    }
    return role ?? null;
  }

  #channels(value: unknown, path: string): ReadonlySet<string> | null {
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value) || value.length === 0) {
      this.problems.add(`${path}.channels`, 'must be a list of channel ids; leave it out for all channels');
      return null;
    }
    value.forEach((id: unknown, index) => {
      if (!this.channelIds.includes(String(id))) {
        this.problems.add(
          `${path}.channels[${index}]`,
          `must be the id of a channel, one of ${this.channelIds.join(', ')}, but is ${JSON.stringify(id)}`,
        );
      }
    });
    return new Set(value.map(String));
  }
}
