import { randomUUID } from 'node:crypto';
import { IsNull, LessThan, LessThanOrEqual } from 'typeorm';
import type { Clock } from '../base/clock.js';
import { SECOND } from '../base/time.js';
import type { Database } from '../store/database.js';
import type { AccountVault } from '../channel/channel.js';
import { AccountSecret } from './account-secret.entity.js';
import type { SecretBox } from './secret-box.js';
import type { Spool } from './spool.js';

/** Longer than any call that rotates a secret may take. */
const LOCK_MS = 60 * SECOND;
const LOCK_POLL_MS = 200;

export interface VaultSettings {
  readonly database: Database;
  readonly clock: Clock;
  /** Null: no MOA_MASTER_KEY is set, and nothing can be kept. */
  readonly box: SecretBox | null;
  /** Null: the database itself forgets at the end of the process. */
  readonly spool: Spool | null;
}

/** The vaults of all accounts on one store. */
export class Vaults {
  /** Of this process, so that its locks are told from those of others on the same store. */
  readonly #holder = randomUUID();
  readonly #vaults = new Map<string, StoredVault>();

  constructor(private readonly settings: VaultSettings) {}

  of(channelId: string): AccountVault {
    const vault = this.#vaults.get(channelId) ?? new StoredVault(this.settings, channelId, this.#holder);
    this.#vaults.set(channelId, vault);
    return vault;
  }

  /** What an account kept is no longer wanted. */
  async forget(channelId: string): Promise<void> {
    await this.settings.database.write((manager) => manager.delete(AccountSecret, { channelId }));
    this.settings.spool?.clear(channelId);
  }

  /** Channels whose secret this master key does not open. */
  async unreadable(): Promise<string[]> {
    const rows = await this.settings.database.manager.find(AccountSecret);
    return rows.flatMap(({ channelId, sealed }) =>
      sealed === null || this.opens(sealed, channelId) ? [] : [channelId],
    );
  }

  private opens(sealed: string, channelId: string): boolean {
    try {
      boxOf(this.settings).open(sealed, purposeOf(channelId));
      return true;
    } catch {
      return false;
    }
  }
}

/** Start-up refuses accounts that keep a secret where there is no key, so that nobody meets this. */
function boxOf({ box }: VaultSettings): SecretBox {
  if (!box) throw new Error('MOA_MASTER_KEY is not set, so no secret can be kept');
  return box;
}

const purposeOf = (channelId: string): string => `account ${channelId}`;

class StoredVault implements AccountVault {
  #tail: Promise<unknown> = Promise.resolve();
  /** Of what is in the store; known while the lock is held. */
  #serial = 0;

  constructor(
    private readonly settings: VaultSettings,
    private readonly channelId: string,
    private readonly holder: string,
  ) {}

  async read(): Promise<string | null> {
    const { sealed } = await this.row();
    return sealed === null ? null : boxOf(this.settings).open(sealed, purposeOf(this.channelId));
  }

  /** One after the other in this process; a lock in the store keeps other processes out. */
  exclusively<T>(work: (kept: string | null, keep: (secret: string) => Promise<void>) => Promise<T>): Promise<T> {
    const run = this.#tail.then(() => this.locked(work));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  private async locked<T>(
    work: (kept: string | null, keep: (secret: string) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    while (!(await this.lock())) await this.settings.clock.sleep(LOCK_POLL_MS);
    try {
      await this.takeFromSpool();
      return await work(await this.read(), (secret) => this.keep(secret));
    } finally {
      await this.unlock();
    }
  }

  /** Two statements that write: one that reads first would not wait for another process's. */
  private lock(): Promise<boolean> {
    const now = this.settings.clock.now();
    const { channelId, holder } = this;
    return this.settings.database.write(async (manager) => {
      await manager.createQueryBuilder().insert().into(AccountSecret).values(this.empty()).orIgnore().execute();
      const free = [{ lockedBy: IsNull() }, { lockedBy: holder }, { lockedUntil: LessThanOrEqual(now) }];
      const { affected } = await manager.update(
        AccountSecret,
        free.map((condition) => ({ channelId, ...condition })),
        { lockedBy: holder, lockedUntil: now + LOCK_MS },
      );
      return affected === 1;
    });
  }

  private async keep(secret: string): Promise<void> {
    const sealed = boxOf(this.settings).seal(secret, purposeOf(this.channelId));
    // Before anything is awaited: from here on a crash loses nothing.
    this.#serial += 1;
    this.settings.spool?.write(this.channelId, { sealed, serial: this.#serial });
    await this.commit(sealed, this.#serial);
  }

  /** What a process that died had learnt and not committed. */
  private async takeFromSpool(): Promise<void> {
    this.#serial = (await this.row()).serial;
    const spooled = this.settings.spool?.read(this.channelId) ?? null;
    if (spooled === null) return;
    if (spooled.serial <= this.#serial) return this.settings.spool?.clear(this.channelId);
    this.#serial = spooled.serial;
    await this.commit(spooled.sealed, spooled.serial);
  }

  /** Even where the lock was lost meanwhile: what is newer is right. */
  private async commit(sealed: string, serial: number): Promise<void> {
    const { channelId } = this;
    await this.settings.database.write((manager) =>
      manager.update(AccountSecret, { channelId, serial: LessThan(serial) }, { sealed, serial }),
    );
    this.settings.spool?.clear(channelId);
  }

  private async unlock(): Promise<void> {
    const mine = { channelId: this.channelId, lockedBy: this.holder };
    await this.settings.database.write((manager) =>
      manager.update(AccountSecret, mine, { lockedBy: null, lockedUntil: null }),
    );
  }

  private async row(): Promise<AccountSecret> {
    const { channelId } = this;
    return (await this.settings.database.manager.findOneBy(AccountSecret, { channelId })) ?? this.empty();
  }

  private empty(): AccountSecret {
    const { channelId } = this;
    return { channelId, sealed: null, serial: 0, lockedBy: null, lockedUntil: null };
  }
}
