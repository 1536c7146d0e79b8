import type { Clock } from './base/clock.js';
import type { ChannelDefinition } from './channel/channel.js';
import { connectChannel, type ChannelSettings, type ConnectedChannel } from './channel/connected-channel.js';
import { ChannelDirectory } from './channel/directory.js';
import type { CallReport } from './channel/governor/governor.js';
import { registry } from './channel/registry.js';
import { ChannelKeeper } from './saved-channel/channel-keeper.js';
import { SavedChannels } from './saved-channel/saved-channels.js';
import { SealBroken, SecretBox } from './vault/secret-box.js';
import { Spool } from './vault/spool.js';
import { Vaults } from './vault/vaults.js';
import { SettingsError } from './settings.js';
import { databaseFileOf, type Database } from './store/database.js';

export interface ConnectSettings {
  readonly database: Database;
  readonly databaseUrl: string;
  /** Null: nothing secret can be stored. */
  readonly masterKey: Buffer | null;
  /** Of the channels file or the sandbox. */
  readonly channels: readonly ChannelSettings[];
  readonly clock: Clock;
  readonly onCall: (call: CallReport) => void;
  /** Default: as the registry has it. */
  readonly definitionOf?: (settings: ChannelSettings) => ChannelDefinition;
}

export interface Connections {
  readonly directory: ChannelDirectory;
  readonly keeper: ChannelKeeper;
}

/**
 * Connects the given channels and those that saveChannel kept; makes no call.
 * @throws SettingsError where the master key is missing or another one, or an option will not do.
 */
export async function connectAll(settings: ConnectSettings): Promise<Connections> {
  const { database, databaseUrl, masterKey, channels, clock, onCall } = settings;
  const definitionOf = settings.definitionOf ?? registered;
  const box = masterKey ? new SecretBox(masterKey) : null;
  const file = databaseFileOf(databaseUrl);
  const vaults = new Vaults({ database, clock, box, spool: file === null ? null : new Spool(file) });
  const saved = new SavedChannels(database, box);
  const connect = (channel: ChannelSettings, origin: 'FILE' | 'SAVED'): ConnectedChannel =>
    connectChannel(channel, definitionOf(channel), { clock, vault: vaults.of(channel.id), origin, onCall });
  await refuseWrongKey(
    vaults,
    saved,
    box,
    channels.filter((channel) => definitionOf(channel).keepsSecret),
  );
  const directory = new ChannelDirectory(channels.map((channel) => named(channel, () => connect(channel, 'FILE'))));
  const definitions = registry.map(({ definition }) => definition);
  const keeper = new ChannelKeeper({ directory, saved, vaults, definitions, connect: (one) => connect(one, 'SAVED') });
  await keeper.restore();
  return { directory, keeper };
}

const registered = ({ marketplace }: ChannelSettings): ChannelDefinition =>
  registry.find(({ definition }) => definition.marketplace === marketplace)!.definition;

function named(channel: ChannelSettings, connect: () => ConnectedChannel): ConnectedChannel {
  try {
    return connect();
  } catch (error) {
    if (error instanceof RangeError) throw new SettingsError(`channel ${channel.id}: ${error.message}`);
    throw error;
  }
}

async function refuseWrongKey(
  vaults: Vaults,
  saved: SavedChannels,
  box: SecretBox | null,
  keeping: readonly ChannelSettings[],
): Promise<void> {
  if (box === null) {
    const [first] = [...keeping.map(({ id }) => id), ...(await saved.sealedIds())];
    if (first === undefined) return;
    throw new SettingsError(
      `MOA_MASTER_KEY must be set, since channel ${first} has secrets to be stored: openssl rand -base64 32 makes one`,
    );
  }
  const [unreadable] = [...(await vaults.unreadable()), ...(await unreadableOf(saved))];
  if (unreadable === undefined) return;
  throw new SettingsError(
    `MOA_MASTER_KEY must be the key that the secrets of channel ${unreadable} were stored with, but it is another one`,
  );
}

async function unreadableOf(saved: SavedChannels): Promise<string[]> {
  try {
    await saved.all();
    return [];
  } catch (error) {
    if (error instanceof SealBroken) return saved.sealedIds();
    throw error;
  }
}
