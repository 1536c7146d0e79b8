import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretBox } from '../../src/vault/secret-box.js';
import { Spool } from '../../src/vault/spool.js';
import { Vaults } from '../../src/vault/vaults.js';
import { Database } from '../../src/store/database.js';
import { VirtualClock } from '../support/virtual-clock.js';

const KEY = Buffer.alloc(32, 7);
const NOW = Date.parse('2026-03-02T10:00:00+09:00');

describe('the vault of an account', () => {
  let directory: string;
  let file: string;
  let databases: Database[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'moa-vault-'));
    file = join(directory, 'moa.sqlite');
    databases = [];
  });
  afterEach(async () => {
    await Promise.all(databases.map((database) => database.close().catch(() => undefined)));
    rmSync(directory, { recursive: true });
  });

  /** As another process would open the same store. */
  async function open(key = KEY, clock = new VirtualClock(NOW)): Promise<{ vaults: Vaults; database: Database }> {
    const database = await Database.open(`sqlite:${file}`);
    databases.push(database);
    return { database, vaults: new Vaults({ database, clock, box: new SecretBox(key), spool: new Spool(file) }) };
  }

  const keepThe = (vaults: Vaults, secret: string): Promise<string | null> =>
    vaults.of('mall').exclusively(async (kept, keep) => {
      await keep(secret);
      return kept;
    });

  it('keeps the last secret over a restart, and nothing of it can be read from the files', async () => {
    const first = await open();
    expect(await keepThe(first.vaults, 'refresh-1')).toBeNull();
    expect(await keepThe(first.vaults, 'refresh-2')).toBe('refresh-1');
    await first.database.close();

    const { vaults } = await open();
    expect(await vaults.of('mall').read()).toBe('refresh-2');
    for (const name of readdirSync(directory)) {
      expect(readFileSync(join(directory, name)).includes('refresh-')).toBe(false);
    }
  });

  it('loses nothing when the process dies between the answer and the commit', async () => {
    const first = await open();
    await keepThe(first.vaults, 'refresh-1');
    // The database is gone the moment the answer arrives: what the process does then never comes to an end.
    await first.vaults
      .of('mall')
      .exclusively(async (_kept, keep) => {
        await first.database.close();
        await keep('refresh-2');
      })
      .catch(() => undefined);

    const clock = new VirtualClock(NOW);
    const second = await open(KEY, clock);
    expect(await second.vaults.of('mall').exclusively((kept) => Promise.resolve(kept))).toBe('refresh-2');
    // The dead process held the lock: it fell open by itself.
    expect(clock.now() - NOW).toBe(60_000);
    expect(readdirSync(directory).filter((name) => name.endsWith('.secret'))).toEqual([]);
  });

  it('does not let an older spooled secret undo a newer one', async () => {
    const { vaults } = await open();
    await keepThe(vaults, 'refresh-1');
    const sealed = new SecretBox(KEY).seal('refresh-0', 'account mall');
    new Spool(file).write('mall', { sealed, serial: 1 });

    expect(await vaults.of('mall').exclusively((kept) => Promise.resolve(kept))).toBe('refresh-1');
  });

  it('lets one process at a time change it, and shows the second what the first kept', async () => {
    const [one, two] = [await open(), await open()];
    const running: string[] = [];
    const turn = (name: string, { vaults }: { vaults: Vaults }): Promise<string | null> =>
      vaults.of('mall').exclusively(async (kept, keep) => {
        running.push(`${name} in`);
        await keep(`by ${name}`);
        running.push(`${name} out`);
        return kept;
      });
    const kept = await Promise.all([turn('one', one), turn('two', two), turn('one', one)]);

    expect(kept.filter((each) => each === null)).toHaveLength(1);
    for (let index = 0; index < running.length; index += 2) {
      expect(running[index]!.replace(' in', ' out')).toBe(running[index + 1]);
    }
  });

  it('keeps accounts apart', async () => {
    const { vaults, database } = await open();
    await keepThe(vaults, 'refresh-1');
    expect(await vaults.of('other').read()).toBeNull();
    await database.manager.query(
      `INSERT INTO account_secret SELECT 'other', sealed, 1, NULL, NULL FROM account_secret`,
    );

    await expect(vaults.of('other').read()).rejects.toThrow('what is sealed for account other cannot be opened');
  });

  it('tells which secrets another key sealed', async () => {
    const { vaults } = await open();
    await keepThe(vaults, 'refresh-1');

    expect(await vaults.unreadable()).toEqual([]);
    expect(await (await open(Buffer.alloc(32, 8))).vaults.unreadable()).toEqual(['mall']);
  });
});
