import { IsNull, Not } from 'typeorm';
import { upsertAll } from '../store/bulk.js';
import type { Database } from '../store/database.js';
import type { ChannelSettings } from '../channel/connected-channel.js';
import type { SecretBox } from '../vault/secret-box.js';
import { SavedChannel } from './saved-channel.entity.js';

/** A saved channel as it is connected; settings null: it was removed, its rows stay. */
export interface Saved {
  readonly row: SavedChannel;
  readonly settings: ChannelSettings | null;
}

/** The table of saved channels; credentials are sealed in it. */
export class SavedChannels {
  constructor(
    private readonly database: Database,
    private readonly box: SecretBox | null,
  ) {}

  /** Whether there is a key to seal credentials with. */
  get canSave(): boolean {
    return this.box !== null;
  }

  /** @throws SealBroken where the key is not the one they were sealed with. */
  async all(): Promise<Saved[]> {
    const rows = await this.database.manager.find(SavedChannel, { order: { id: 'ASC' } });
    return rows.map((row) => ({ row, settings: this.settingsOf(row) }));
  }

  /** Of channels that are not removed. */
  async sealedIds(): Promise<string[]> {
    const rows = await this.database.manager.findBy(SavedChannel, { sealedCredentials: Not(IsNull()) });
    return rows.map(({ id }) => id);
  }

  async save({ id, marketplace, name, baseUrl, credentials, options }: ChannelSettings): Promise<void> {
    const sealedCredentials = this.box!.seal(JSON.stringify(credentials), purposeOf(id));
    const row = { id, marketplace, name, baseUrl, sealedCredentials, options };
    await this.database.write((manager) => upsertAll(manager, SavedChannel, [row]));
  }

  /** Its credentials are gone for good. */
  async remove(id: string): Promise<void> {
    await this.database.write((manager) => manager.update(SavedChannel, { id }, { sealedCredentials: null }));
  }

  private settingsOf(row: SavedChannel): ChannelSettings | null {
    const { id, marketplace, name, baseUrl, sealedCredentials, options } = row;
    if (sealedCredentials === null || this.box === null) return null;
    const credentials = JSON.parse(this.box.open(sealedCredentials, purposeOf(id))) as Record<string, string>;
    return { id, marketplace, name, baseUrl, credentials, options, sandbox: false };
  }
}

const purposeOf = (channelId: string): string => `credentials ${channelId}`;
