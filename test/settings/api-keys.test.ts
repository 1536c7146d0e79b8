import { createHash } from 'node:crypto';
import { readApiKeysFile } from '../../src/auth/api-keys.js';
import { Files, problemsOf } from './support.js';

const sha256 = (key: string): string => createHash('sha256').update(key).digest('hex');
const channelIds = ['coupang-main', 'mall'];

const files = new Files();
afterAll(() => files.remove());

const read = (content: unknown) => readApiKeysFile(files.write('keys.json', JSON.stringify(content)), channelIds);

function problems(content: unknown): string[] {
  const file = files.write('bad.json', JSON.stringify(content));
  return problemsOf(() => readApiKeysFile(file, channelIds), file);
}

describe('API keys', () => {
  const keys = read([
    { name: 'front', sha256: sha256('key-1'), role: 'viewer', channels: ['mall'] },
    { name: 'ops', sha256: sha256('key-2').toUpperCase(), role: 'admin' },
  ]);

  it('tell who asks, what for and where', () => {
    expect(keys.viewerOf('Bearer key-1')).toEqual({ name: 'front', role: 'viewer', channels: new Set(['mall']) });
    expect(keys.viewerOf('bearer key-2')).toEqual({ name: 'ops', role: 'admin', channels: null });
  });

  it.each([undefined, '', 'Bearer ', 'Bearer key-3', 'Basic key-1', 'key-1', `Bearer ${sha256('key-1')}`])(
    'know nobody by %j',
    (header) => {
      expect(keys.viewerOf(header)).toBeNull();
    },
  );

  const good = { name: 'front', sha256: sha256('key-1'), role: 'viewer' };
  it.each<[string, unknown, string]>([
    ['an empty list', [], 'the file must be a list with at least one key of {name, sha256, role, channels}'],
    ['a mapping', { a: 1 }, 'the file must be a list with at least one key of {name, sha256, role, channels}'],
    [
      'a key in clear',
      [{ ...good, key: 'key-1' }],
      '[0].key is not known here; there are name, sha256, role, channels',
    ],
    ['no name', [{ ...good, name: '' }], '[0].name must be a text that says whose key it is'],
    ['no role of ours', [{ ...good, role: 'root' }], '[0].role must be one of viewer, operator, admin, but is "root"'],
    [
      'no digest',
      [{ ...good, sha256: 'key-1' }],
      `[0].sha256 must be the key's SHA-256 in 64 hexadecimal digits (printf %s "$KEY" | sha256sum)`,
    ],
    [
      'an unknown channel',
      [{ ...good, channels: ['mall', 'mal'] }],
      '[0].channels[1] must be the id of a channel, one of coupang-main, mall, but is "mal"',
    ],
    [
      'no channel at all',
      [{ ...good, channels: [] }],
      '[0].channels must be a list of channel ids; leave it out for all channels',
    ],
    [
      'two keys of one name',
      [good, { ...good, sha256: sha256('key-2') }],
      '[1].name must be its own, but another key is called "front" too',
    ],
    ['one key twice', [good, { ...good, name: 'b' }], '[1].sha256 must be its own, but another entry has the same key'],
  ])('are refused with %s', (_case, content, line) => {
    expect(problems(content)).toEqual([line]);
  });
});
