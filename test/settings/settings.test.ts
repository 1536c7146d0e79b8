import { readSettings, SettingsError, type Environment } from '../../src/settings.js';

const problemOf = (environment: Environment): string => {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('it was taken');
};

describe('settings', () => {
  it('are the documented defaults in an empty environment, with a store that ends with the sandbox', () => {
    expect(readSettings({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: 'sqlite::memory:',
      channelsFile: null,
      apiKeysFile: null,
      masterKey: null,
      queryDeadlineMs: 10_000,
      sync: true,
      logLevel: 'info',
      controlPort: null,
    });
  });

  it('keep the store of real channels in a file, unless told otherwise', () => {
    expect(readSettings({ MOA_CHANNELS: 'channels.yaml' }).databaseUrl).toBe('sqlite:data/moa.sqlite');
    expect(readSettings({ DATABASE_URL: 'sqlite:other.sqlite' }).databaseUrl).toBe('sqlite:other.sqlite');
  });

  it('take every variable', () => {
    const masterKey = Buffer.alloc(32, 7);
    const settings = readSettings({
      PORT: '5000',
      HOST: '0.0.0.0',
      DATABASE_URL: 'sqlite::memory:',
      MOA_CHANNELS: 'channels.yaml',
      MOA_API_KEYS: 'keys.yaml',
      MOA_MASTER_KEY: masterKey.toString('base64'),
      MOA_QUERY_DEADLINE_MS: '2500',
      MOA_SYNC: 'off',
      LOG_LEVEL: 'debug',
    });

    expect(settings).toEqual({
      port: 5000,
      host: '0.0.0.0',
      databaseUrl: 'sqlite::memory:',
      channelsFile: 'channels.yaml',
      apiKeysFile: 'keys.yaml',
      masterKey,
      queryDeadlineMs: 2_500,
      sync: false,
      logLevel: 'debug',
      controlPort: 5001,
    });
  });

  it('count an empty variable as unset', () => {
    expect(readSettings({ PORT: '', MOA_CHANNELS: ' ' })).toEqual(readSettings({}));
  });

  it('have no port for the control API after the last one, nor after a free one', () => {
    expect(readSettings({ PORT: '65535' }).controlPort).toBeNull();
    expect(readSettings({ PORT: '0' }).controlPort).toBeNull();
  });

  it.each<[Environment, string]>([
    [{ PORT: '80x' }, 'PORT must be a whole number from 0 to 65535, but is "80x"'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535, but is "65536"'],
    [{ HOST: 'http://x' }, 'HOST must be an address or a host name to listen on, like 127.0.0.1, but is "http://x"'],
    [
      { DATABASE_URL: 'mysql://u:p@h/d' },
      'DATABASE_URL must be sqlite:<file> or sqlite::memory:, but is "mysql://…@h/d"',
    ],
    [{ MOA_QUERY_DEADLINE_MS: '1.5' }, 'MOA_QUERY_DEADLINE_MS must be a whole number from 1 to 3600000, but is "1.5"'],
    [{ MOA_SYNC: 'true' }, 'MOA_SYNC must be one of on, off, but is "true"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, but is "loud"'],
    [
      { MOA_MASTER_KEY: Buffer.alloc(16).toString('base64') },
      'MOA_MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32), but holds 16 bytes',
    ],
    [
      { MOA_MASTER_KEY: 'not-base64!' },
      'MOA_MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32), but is not base64',
    ],
    [
      { HOST: '0.0.0.0' },
      'HOST is 0.0.0.0, which others can reach, but MOA_API_KEYS is unset: ' +
        'set MOA_API_KEYS to a file with API keys, or HOST to 127.0.0.1',
    ],
  ])('refuse %j in one line', (environment, line) => {
    expect(problemOf(environment)).toBe(line);
  });

  it('tell all that is wrong at once', () => {
    expect(problemOf({ PORT: 'x', MOA_SYNC: 'y' }).split('\n')).toHaveLength(2);
  });

  it.each(['localhost', '127.0.0.1', '127.8.8.8', '::1'])('let %s be served without keys', (host) => {
    expect(readSettings({ HOST: host }).host).toBe(host);
  });
});
