import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { codeOf } from '../settings.js';

/** A sealed secret on its way into the store. */
export interface Spooled {
  readonly sealed: string;
  readonly serial: number;
}

/**
 * Where a rotated secret is written down in the very tick in which it is learnt, since the one before it is dead by then and
 * a database answers later: a crash in between would lose the account.
 */
export class Spool {
  /** @param prefix of its files, one per channel: the database's own path. */
  constructor(private readonly prefix: string) {}

  /** On the disk when it returns. */
  write(channelId: string, spooled: Spooled): void {
    const file = this.fileOf(channelId);
    const descriptor = openSync(`${file}.new`, 'w', 0o600);
    try {
      writeSync(descriptor, JSON.stringify(spooled));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(`${file}.new`, file);
  }

  read(channelId: string): Spooled | null {
    try {
      return JSON.parse(readFileSync(this.fileOf(channelId), 'utf8')) as Spooled;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  clear(channelId: string): void {
    rmSync(this.fileOf(channelId), { force: true });
  }

  private fileOf(channelId: string): string {
    return `${this.prefix}.${channelId}.secret`;
  }
}
