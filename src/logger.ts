import { destination, pino, type Logger } from 'pino';
import type { LogLevel } from './settings.js';

/** Names under which a secret or a person might one day be logged by mistake. */
const SECRETS = ['authorization', 'headers', 'credentials', 'password', 'secretKey', 'accessKey', 'apiKey', 'token'];

/** JSON lines on standard error: standard output is for people. */
export const createLogger = (level: LogLevel): Logger =>
  pino(
    { level, base: null, redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' } },
    destination({ fd: 2, sync: true }),
  );
