import type { Clock } from '../base/clock.js';
import type { Marketplace } from '../model/marketplace.js';
import { startControl } from './control.js';
import { customsOf } from './customs.js';
import type { EmulatorDefinition } from './emulator.js';
import { startHost, type Host } from './host.js';
import type { SandboxChannel, SandboxHost } from './sandbox-channel.js';
import { SeedingClock } from './seeding-clock.js';
import { seedShop } from './shop.js';

export interface SandboxEmulator {
  readonly marketplace: Marketplace;
  readonly channelId: string;
  readonly definition: EmulatorDefinition;
  /** Default: any free port. */
  readonly port?: number;
}

export interface SandboxSettings {
  readonly emulators: readonly SandboxEmulator[];
  readonly clock: Clock;
  readonly seed: number;
  /** Port of the control API; default: any free port. */
  readonly controlPort?: number;
  /** Without the seeded shop: no orders at all. */
  readonly isEmpty?: boolean;
}

export interface Sandbox {
  readonly channels: readonly SandboxChannel[];
  readonly controlUrl: string;
  /** The host of one channel, to look at its calls or to disturb them. */
  host(channelId: string): Host;
  close(): Promise<void>;
}

/** Starts emulators on loopback, fills them with the seeded shop, and the control API beside them. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  refuseDoubles(settings.emulators);
  const clock = new SeedingClock(settings.clock);
  const open: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => void (await Promise.all(open.map((each) => each.close())));
  try {
    const hosts: SandboxHost[] = [];
    for (const each of settings.emulators) {
      const sandboxHost = await startOne(each, clock, settings.seed);
      open.push(sandboxHost.host);
      hosts.push(sandboxHost);
    }
    if (!settings.isEmpty) {
      const shop = hosts.map(({ marketplace, host }) => ({ marketplace, emulator: host.emulator }));
      seedShop(shop, clock, settings.seed);
    }
    const control = await startControl({
      hosts,
      clock,
      ...(settings.controlPort ? { port: settings.controlPort } : {}),
    });
    open.push(control);
    return { channels: hosts.map(withoutHost), controlUrl: control.url, host: (id) => hostOf(hosts, id), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startOne(each: SandboxEmulator, clock: Clock, seed: number): Promise<SandboxHost> {
  const { marketplace, channelId, definition, port } = each;
  const host = await startHost({
    emulator: definition.create({ clock, seed }),
    clock,
    basePath: definition.basePath,
    ...(port ? { port } : {}),
  });
  return {
    id: channelId,
    marketplace,
    name: `${customsOf(marketplace).name} 견본점`,
    baseUrl: host.baseUrl,
    credentials: definition.credentials,
    host,
  };
}

const withoutHost = ({ id, marketplace, name, baseUrl, credentials }: SandboxHost): SandboxChannel => ({
  id,
  marketplace,
  name,
  baseUrl,
  credentials,
});

function hostOf(hosts: readonly SandboxHost[], channelId: string): Host {
  const found = hosts.find(({ id }) => id === channelId);
  if (!found)
    throw new RangeError(`no channel ${channelId} in the sandbox; there are: ${hosts.map(({ id }) => id).join(', ')}`);
  return found.host;
}

function refuseDoubles(emulators: readonly SandboxEmulator[]): void {
  const ids = emulators.map(({ channelId }) => channelId);
  const double = ids.find((id, index) => ids.indexOf(id) !== index);
  if (double !== undefined) throw new RangeError(`two channels of the sandbox are called ${double}`);
}
