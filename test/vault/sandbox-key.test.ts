import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxKey } from '../../src/vault/sandbox-key.js';

describe('the key of the sandbox', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'moa-key-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is made once beside the database, for its owner alone', () => {
    const database = join(directory, 'data', 'moa.sqlite');
    const key = sandboxKey(database);

    expect(key).toHaveLength(32);
    expect(sandboxKey(database)).toEqual(key);
    expect(statSync(`${database}.key`).mode & 0o777).toBe(0o600);
    expect(sandboxKey(join(directory, 'other.sqlite'))).not.toEqual(key);
  });

  it('lives as long as a database in memory', () => {
    expect(sandboxKey(null)).toHaveLength(32);
    expect(sandboxKey(null)).not.toEqual(sandboxKey(null));
  });

  it('says what is wrong with its file', () => {
    const database = join(directory, 'moa.sqlite');
    writeFileSync(`${database}.key`, 'short');

    expect(() => sandboxKey(database)).toThrow(`${database}.key must hold 32 bytes in base64: delete it`);
  });

  it('says where it cannot be written', () => {
    writeFileSync(join(directory, 'file'), '');

    expect(() => sandboxKey(join(directory, 'file', 'moa.sqlite'))).toThrow(/moa\.sqlite\.key cannot be written/);
  });
});
