import { parseAmount } from '../../src/base/amount.js';
import { bareNumber, parseJson, writeJson } from '../../src/base/json.js';
import { alignSpan, splitSpan, subtractSpans } from '../../src/base/span.js';
import { Stamps } from '../../src/base/stamp.js';
import { DAY, HOUR, formatKst, parseInstant, toIsoKst } from '../../src/base/time.js';
import { VirtualClock } from '../support/virtual-clock.js';

describe('time', () => {
  it.each([
    ['2026-03-01T00:00:00', '2026-03-01T00:00:00+09:00'],
    ['2026-03-01', '2026-03-01T00:00:00+09:00'],
    ['2026-03-01 23:59', '2026-03-01T23:59:00+09:00'],
    ['2026-02-28T15:00:00Z', '2026-03-01T00:00:00+09:00'],
    ['2025-01-15T14:17:13.973885-08:00', '2025-01-16T07:17:13.973+09:00'],
    ['2026-03-01T10:00:12.0+0900', '2026-03-01T10:00:12+09:00'],
  ])('reads %s as %s', (text, iso) => expect(toIsoKst(parseInstant(text)!)).toBe(iso));

  it.each(['2026-02-30', '2026-13-01', '2026-03-01T24:00:00', '20260301', 'yesterday', '', '2026-03-01T10:61'])(
    'knows that %j is no date',
    (text) => expect(parseInstant(text)).toBeNull(),
  );

  it('writes Korean wall-clock time', () =>
    expect(formatKst(Date.parse('2026-02-28T15:04:05.006Z'), 'yyyyMMddHHmm yy ss SSS')).toBe('202603010004 26 05 006'));
});

describe('spans', () => {
  const at = (text: string): number => parseInstant(text)!;

  it('align to Korean days', () =>
    expect(alignSpan({ start: at('2026-03-01T00:00'), end: at('2026-03-02T00:01') }, DAY)).toEqual({
      start: at('2026-03-01T00:00'),
      end: at('2026-03-03T00:00'),
    }));

  it('split without gap or overlap, the last one shorter', () =>
    expect(splitSpan({ start: 0, end: 7 * HOUR }, 3 * HOUR)).toEqual([
      { start: 0, end: 3 * HOUR },
      { start: 3 * HOUR, end: 6 * HOUR },
      { start: 6 * HOUR, end: 7 * HOUR },
    ]));

  it('subtract others, also overlapping and unsorted ones', () =>
    expect(
      subtractSpans({ start: 0, end: 100 }, [
        { start: 40, end: 60 },
        { start: -5, end: 10 },
        { start: 50, end: 70 },
        { start: 95, end: 200 },
      ]),
    ).toEqual([
      { start: 10, end: 40 },
      { start: 70, end: 95 },
    ]));
});

describe('money', () => {
  it.each([
    ['58800.0000', 'KRW', 58800],
    [0, 'KRW', 0],
    ['1,234', 'KRW', 1234],
    ['12.5', 'USD', 12.5],
    ['99999999999.9999', 'USD', 99999999999.9999],
  ])('reads %j %s', (text, currency, amount) => expect(parseAmount(text, currency)).toBe(amount));

  it.each([
    ['0.5', 'KRW'],
    ['1.23456', 'USD'],
    ['1234567890123456', 'KRW'],
    ['1e3', 'KRW'],
    ['', 'KRW'],
    ['NaN', 'KRW'],
  ])('refuses %j %s', (text, currency) => expect(() => parseAmount(text, currency)).toThrow(RangeError));
});

it('JSON keeps every digit of an id, both ways', () => {
  const text = '{"box":861234567890123401,"count":3,"text":"861234567890123401"}';
  const value = parseJson(text) as { box: string; count: number; text: string };
  expect(value).toEqual({ box: '861234567890123401', count: 3, text: '861234567890123401' });
  expect(writeJson({ ...value, box: bareNumber(value.box) })).toBe(text);
});

describe('numbers in JSON', () => {
  it.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['-861234567890123401', '-861234567890123401'],
    ['[ 861234567890123401 ]', ['861234567890123401']],
    ['1e3', 1000],
    ['1e400', '1e400'],
    ['0.12345678901234567890', '0.12345678901234567890'],
    ['10000000000000000.0', '10000000000000000.0'],
    [
      String.raw`{"memo":"say \"no: 861234567890123401,\\","id":861234567890123401}`,
      { memo: String.raw`say "no: 861234567890123401,` + '\\', id: '861234567890123401' },
    ],
  ])('%s is read without losing a digit, in strings nothing is touched', (text, value) =>
    expect(parseJson(text)).toEqual(value),
  );

  it.each(['-012345678901234567', '12345678901234567x', '{"a":861234567890123401,"b":"cut off \\'])(
    '%s is no JSON',
    (text) => expect(() => parseJson(text)).toThrow(SyntaxError),
  );

  it('a text cut off among many escaped quotes is refused at once', () => {
    const text = `{"id":861234567890123401,"memo":"${String.raw`\"x`.repeat(200_000)}`;
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});

it('stamps rise even while the clock stands still', () => {
  const clock = new VirtualClock(1_000, false);
  const stamps = new Stamps(clock);
  expect([stamps.next(), stamps.next(), stamps.next()]).toEqual([1_024_000, 1_024_001, 1_024_002]);
});
