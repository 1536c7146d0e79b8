import { randomBytes } from 'node:crypto';
import { ApiError, badInput } from '../graphql/errors.js';
import { ErrorCode } from '../model/error-code.js';
import type { ChannelDefinition } from '../channel/channel.js';
import { ChannelEntryReader, type EntryProblems } from '../channel/channel-entry.js';
import type { ChannelSettings, ConnectedChannel } from '../channel/connected-channel.js';
import { disconnected } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import type { Vaults } from '../vault/vaults.js';
import type { SaveChannelInput } from './saved-channel.input.js';
import type { SavedChannels } from './saved-channels.js';

export interface ChannelKeeperServices {
  readonly directory: ChannelDirectory;
  readonly saved: SavedChannels;
  readonly vaults: Vaults;
  /** Of the marketplaces that can be connected. */
  readonly definitions: readonly ChannelDefinition[];
  /** Makes no call. @throws RangeError where an option will not do. */
  readonly connect: (settings: ChannelSettings) => ConnectedChannel;
}

/** Connects and removes channels while Moa runs, and brings the saved ones back when it starts. */
export class ChannelKeeper {
  constructor(private readonly services: ChannelKeeperServices) {}

  /** A channel of the file stands before a saved one of the same id. */
  async restore(): Promise<void> {
    const { directory, saved, connect } = this.services;
    for (const { row, settings } of await saved.all()) {
      if (directory.get(row.id)) continue;
      const definition = this.definitionOf(row.marketplace);
      if (definition) directory.put(settings ? connect(settings) : disconnected(row, definition));
    }
  }

  /** @throws ApiError BAD_INPUT naming the field. */
  async save(input: SaveChannelInput): Promise<ConnectedChannel> {
    const { directory, saved, connect } = this.services;
    if (!saved.canSave) {
      throw new ApiError(
        ErrorCode.UNSUPPORTED,
        'Credentials are stored encrypted, and there is no key: set MOA_MASTER_KEY and start Moa again.',
      );
    }
    this.refuseForeign(input);
    const settings = this.settingsOf({ ...input, id: input.id ?? newId(input.marketplace) });
    const connected = connectOr(() => connect(settings));
    await saved.save(settings);
    directory.put(connected);
    return connected;
  }

  /** @returns false where it was removed before. */
  async remove(id: string): Promise<boolean> {
    const { directory, saved, vaults } = this.services;
    const known = directory.get(id);
    if (!known) throw badInput('id', `no channel has the id ${JSON.stringify(id)}`);
    if (known.origin === 'FILE') throw badInput('id', `${ofFile(id)}: take it out of there and start Moa again`);
    if (known.origin === 'REMOVED') return false;
    await saved.remove(id);
    await vaults.forget(id);
    directory.put(disconnected(known, known.definition));
    return true;
  }

  /** A channel of the file stays as it is, and an id belongs to its marketplace: stored rows carry it. */
  private refuseForeign({ id, marketplace }: SaveChannelInput): void {
    const known = id ? this.services.directory.get(id) : undefined;
    if (!known) return;
    if (known.origin === 'FILE') throw badInput('input.id', `${ofFile(known.id)} and can't be changed here`);
    if (known.marketplace !== marketplace) {
      throw badInput(
        'input.marketplace',
        `channel ${JSON.stringify(id)} is one of ${known.marketplace}; take another id`,
      );
    }
  }

  private settingsOf({ id, marketplace, name, baseUrl, credentials, options }: SaveChannelInput): ChannelSettings {
    const problems = new InputProblems();
    const reader = new ChannelEntryReader(problems, this.services.definitions, (text) => text);
    const entry = { id, marketplace, name, baseUrl, credentials, options };
    const settings = reader.read(entry, 'input');
    problems.end();
    return { ...settings!, sandbox: false };
  }

  private definitionOf(marketplace: string): ChannelDefinition | undefined {
    return this.services.definitions.find((definition) => definition.marketplace === marketplace);
  }
}

const ofFile = (id: string): string => `channel ${JSON.stringify(id)} stands in the channels file`;

/** The first problem is the one that is told. */
class InputProblems implements EntryProblems {
  #first: { path: string; problem: string } | null = null;
  count = 0;

  add(path: string, problem: string): void {
    this.#first ??= { path, problem };
    this.count += 1;
  }

  end(): void {
    if (this.#first) throw badInput(this.#first.path, `${this.#first.path} ${this.#first.problem}`);
  }
}

function connectOr(connect: () => ConnectedChannel): ConnectedChannel {
  try {
    return connect();
  } catch (error) {
    if (error instanceof RangeError) throw badInput('input.options', error.message);
    throw error;
  }
}

const newId = (marketplace: string): string =>
  `${marketplace.replaceAll('_', '').toLowerCase()}-${randomBytes(4).toString('hex')}`;
