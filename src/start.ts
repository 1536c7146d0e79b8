import type { Logger } from 'pino';
import { createApp } from './app.js';
import { readApiKeysFile } from './auth/api-keys.js';
import type { Clock } from './base/clock.js';
import { readChannelsFile } from './channel/channels-file.js';
import type { ChannelSettings } from './channel/connected-channel.js';
import { sandboxKey } from './vault/sandbox-key.js';
import { registry } from './channel/registry.js';
import { firstCall, firstQuery } from './http/first-query.js';
import { DEMO_SEED, demoEmulators } from './sandbox/demo.js';
import { startSandbox, type Sandbox } from './sandbox/sandbox.js';
import { databaseFileOf } from './store/database.js';
import { codeOf, SettingsError, type Environment, type Settings } from './settings.js';

export interface Started {
  readonly url: string;
  /** Of the sandbox's control API; null where real channels are connected. */
  readonly controlUrl: string | null;
  /** What to tell the person who started it. */
  readonly welcome: string;
  close(): Promise<void>;
}

export interface StartSettings {
  readonly settings: Settings;
  /** For `${NAME}` in the channels file. */
  readonly environment: Environment;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Starts Moa as its settings say; without a channels file together with the sandbox.
 * @throws SettingsError when a file that they name, or the address to listen on, will not do.
 */
export async function start({ settings, environment, clock, logger }: StartSettings): Promise<Started> {
  const given = settings.channelsFile === null ? null : readChannels(settings.channelsFile, environment);
  const sandbox = given === null ? await openSandbox(settings, clock) : null;
  const channels = given ?? sandbox!.channels.map(asSettings);
  try {
    const { apiKeysFile } = settings;
    const readKeys = apiKeysFile === null ? null : (ids: readonly string[]) => readApiKeysFile(apiKeysFile, ids);
    const masterKey = settings.masterKey ?? (sandbox ? sandboxKey(databaseFileOf(settings.databaseUrl)) : null);
    const app = await createApp({ settings, masterKey, channels, readKeys, clock, logger }).catch((error: unknown) => {
      throw addressProblem(error, settings) ?? error;
    });
    return {
      url: app.url,
      controlUrl: sandbox?.controlUrl ?? null,
      welcome: welcome(app.url, sandbox, apiKeysFile !== null, clock),
      close: async () => {
        await app.close();
        await sandbox?.close();
      },
    };
  } catch (error) {
    await sandbox?.close();
    throw error;
  }
}

const readChannels = (file: string, environment: Environment): ChannelSettings[] =>
  readChannelsFile(file, { environment, definitions: registry.map(({ definition }) => definition) });

const asSettings = (channel: Sandbox['channels'][number]): ChannelSettings => ({
  ...channel,
  options: {},
  sandbox: true,
});

/** The control API takes the port after PORT; where another program has that, any other. */
async function openSandbox({ controlPort }: Settings, clock: Clock): Promise<Sandbox> {
  const emulators = await demoEmulators();
  const common = { emulators, clock, seed: DEMO_SEED };
  if (controlPort === null) return startSandbox(common);
  try {
    return await startSandbox({ ...common, controlPort });
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    return startSandbox(common);
  }
}

function addressProblem(error: unknown, { host, port }: Settings): SettingsError | null {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new SettingsError(`PORT ${port} is taken by another program: stop it, or set PORT to a free port`);
    case 'EACCES':
      return new SettingsError(`PORT ${port} needs rights that this process does not have: set PORT above 1023`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SettingsError(`HOST must be an address of this machine, but is ${host}`);
    default:
      return null;
  }
}

function welcome(url: string, sandbox: Sandbox | null, hasKeys: boolean, clock: Clock): string {
  const query = firstQuery(clock.now());
  const sandboxLines = sandbox
    ? [
        'Sandbox mode: demo accounts on emulated marketplaces (set MOA_CHANNELS to connect your own).',
        `Act as buyer, courier or failing marketplace: ${sandbox.controlUrl}/`,
      ]
    : [];
  return [
    `Moa is ready: ${url} (open it in a browser)`,
    ...sandboxLines,
    '',
    'A first query, the orders of the last three days:',
    '',
    query,
    '',
    'The same from a shell:',
    '',
    firstCall(url, query, hasKeys),
    '',
  ].join('\n');
}
