import { stringify } from 'yaml';

import { systemClock } from '../base/clock.js';
import { DEMO_SEED, demoEmulators } from './demo.js';
import { startSandbox, type Sandbox } from './sandbox.js';

const DEFAULT_PORT = 4_100;

/** The control API listens on PORT, the emulators on the ports after it; 0: any free ports. */
function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_000) {
    throw new RangeError(`PORT must be a whole number from 0 to 65000, but is ${JSON.stringify(text)}`);
  }
  return port;
}

function describe(sandbox: Sandbox): string {
  const width = Math.max(...sandbox.channels.map(({ id }) => id.length), 'control'.length);
  const addresses = [
    `  ${'control'.padEnd(width)}  ${sandbox.controlUrl}`,
    ...sandbox.channels.map(({ id, baseUrl }) => `  ${id.padEnd(width)}  ${baseUrl}`),
  ];
  return [
    'The sandbox is running. Emulators speak the real protocols; GET the control address for what it can do.',
    '',
    ...addresses,
    '',
    'A channels file for it (MOA_CHANNELS):',
    '',
    stringify({ channels: sandbox.channels }),
  ].join('\n');
}

const port = readPort(process.env.PORT);
const sandbox = await startSandbox({
  emulators: await demoEmulators(port === 0 ? undefined : port + 1),
  clock: systemClock,
  seed: DEMO_SEED,
  controlPort: port,
});
process.stdout.write(`${describe(sandbox)}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
