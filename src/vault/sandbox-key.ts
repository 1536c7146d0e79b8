import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, SettingsError } from '../settings.js';

const KEY_BYTES = 32;

/**
 * The master key of the sandbox, which nobody has to set: made at the first start and kept beside the database, readable by
 * its owner alone.
 * @param databaseFile null: the database forgets at the end, and so may the key.
 */
export function sandboxKey(databaseFile: string | null): Buffer {
  if (databaseFile === null) return randomBytes(KEY_BYTES);
  const file = `${databaseFile}.key`;
  makeOnce(file);
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length !== KEY_BYTES) throw new SettingsError(`${file} must hold ${KEY_BYTES} bytes in base64: delete it`);
  return key;
}

function makeOnce(file: string): void {
  try {
    if (existsSync(file)) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(KEY_BYTES).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new SettingsError(`${file} cannot be written (${codeOf(error)})`);
  }
}
