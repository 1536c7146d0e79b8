import 'reflect-metadata';
import { systemClock } from './base/clock.js';
import { createLogger } from './logger.js';
import { readSettings, SettingsError } from './settings.js';
import { start } from './start.js';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const logger = createLogger(settings.logLevel);
  const stop = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const started = await start({ settings, environment: process.env, clock: systemClock, logger });
  process.stdout.write(`${started.welcome}\n`);
  await stop;
  await started.close();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const text = error instanceof SettingsError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
