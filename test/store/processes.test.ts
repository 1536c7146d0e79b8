import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountSecret } from '../../src/vault/account-secret.entity.js';
import { Database } from '../../src/store/database.js';

describe('two processes on one database file', () => {
  let directory: string;
  let databases: Database[];

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'moa-store-'));
    const url = `sqlite:${join(directory, 'moa.sqlite')}`;
    databases = [await Database.open(url), await Database.open(url)];
  });
  afterEach(async () => {
    await Promise.all(databases.map((database) => database.close()));
    rmSync(directory, { recursive: true });
  });

  /** Reads, then writes what follows from it. */
  const countUp = (database: Database): Promise<void> =>
    database.write(async (manager) => {
      const row = await manager.findOneBy(AccountSecret, { channelId: 'mall' });
      const serial = (row?.serial ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
      await manager.save(AccountSecret, {
        channelId: 'mall',
        sealed: null,
        serial,
        lockedBy: null,
        lockedUntil: null,
      });
    });

  it('wait for each other, and neither overwrites what it has not read', async () => {
    const writes = Array.from({ length: 20 }, (_, index) => countUp(databases[index % 2]!));

    await Promise.all(writes);

    const [row] = await databases[0]!.manager.find(AccountSecret);
    expect(row?.serial).toBe(20);
  });
});
