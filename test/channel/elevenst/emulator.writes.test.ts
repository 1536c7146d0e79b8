import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Reply } from './emulator.support.js';
import { lineOf, openShop, said, sampleResult } from './emulator.support.js';

describe('reqpackaging', () => {
  const path = (line: PlacedLine): string =>
    `/rest/ordservices/reqpackaging/${line.orderNumber}/1/N/null/${line.bundleNumber}`;

  test('confirms one line, once', async () => {
    const shop = openShop();
    const [first, second] = shop.place({ lines: [lineOf(), lineOf()] });

    expect(said(await shop.get(path(first!)))).toEqual(sampleResult('ordservices-reqpackaging-ok'));
    expect([shop.line(first!).nativeStatus, shop.line(second!).nativeStatus]).toEqual(['301', '202']);
    expect(said(await shop.get(path(first!)))).toEqual(sampleResult('ordservices-reqpackaging-already'));
  });

  test('a line asked to be cancelled, and one that is', async () => {
    const shop = openShop();
    const canceling = shop.confirmed();
    shop.request(canceling);
    const [canceled] = shop.place();
    shop.request(canceled!);

    expect(said(await shop.get(path(canceling)))).toEqual(sampleResult('ordservices-reqpackaging-canceling'));
    expect(said(await shop.get(path(canceled!)))).toEqual(sampleResult('ordservices-reqpackaging-canceled'));
  });

  test.each([
    ['the list’s 0 for an add-on number', (ordNo: string, dlvNo: string) => `${ordNo}/1/N/0/${dlvNo}`],
    ['an add-on that is none', (ordNo: string, dlvNo: string) => `${ordNo}/1/Y/null/${dlvNo}`],
    ['the order number for a delivery number', (ordNo: string) => `${ordNo}/1/N/null/${ordNo}`],
    ['a line that is not there', (ordNo: string, dlvNo: string) => `${ordNo}/2/N/null/${dlvNo}`],
    ['an order that is not there', (_: string, dlvNo: string) => `20260101000000001/1/N/null/${dlvNo}`],
  ])('finds nothing to confirm for %s', async (_name, args) => {
    const shop = openShop();
    const [line] = shop.place();

    const reply = await shop.get(`/rest/ordservices/reqpackaging/${args(line!.orderNumber, line!.bundleNumber!)}`);

    expect(reply.code).toBe('-3206');
    expect(shop.line(line!).nativeStatus).toBe('202');
  });
});

describe('reqdelivery', () => {
  const whole = (
    dlvNo: string | null,
    change: Partial<Record<'at' | 'by' | 'courier' | 'invoice', string>> = {},
  ): string =>
    `/rest/ordservices/reqdelivery/${change.at ?? '202603031620'}/${change.by ?? '01'}/${change.courier ?? '00034'}/` +
    `${change.invoice ?? '640000000011'}/${dlvNo}`;

  test('whole form: every confirmed line of the delivery, once', async () => {
    const shop = openShop();
    const lines = shop.place({ lines: [lineOf(), lineOf(), lineOf()], bundles: [[0, 2]] });
    for (const line of lines) shop.emulator.happen(line, { kind: 'CONFIRM' });
    const dlvNo = lines[0]!.bundleNumber;

    expect(said(await shop.get(whole(dlvNo)))).toEqual(sampleResult('ordservices-reqdelivery-ok'));
    expect(lines.map((line) => shop.line(line).nativeStatus)).toEqual(['401', '301', '401']);
    expect(shop.line(lines[2]!)).toMatchObject({ courierCode: '00034', trackingNumber: '640000000011' });
    expect(said(await shop.get(whole(dlvNo)))).toEqual(sampleResult('ordservices-reqdelivery-already'));
    for (const line of [lines[0]!, lines[2]!]) shop.emulator.happen(line, { kind: 'DELIVER' });
    expect(said(await shop.get(whole(dlvNo)))).toEqual(sampleResult('ordservices-reqdelivery-delivered'));
  });

  test('whole form: one open request or one unconfirmed line stops it all, a cancelled line does not', async () => {
    const shop = openShop();
    const [first, second] = shop.place({ lines: [lineOf(), lineOf()] });
    const dlvNo = first!.bundleNumber;
    shop.emulator.happen(first!, { kind: 'CONFIRM' });

    expect((await shop.get(whole(dlvNo))).code).toBe('-3310');
    shop.emulator.happen(second!, { kind: 'CONFIRM' });
    const claim = shop.request(second!);
    expect(said(await shop.get(whole(dlvNo)))).toEqual(sampleResult('ordservices-reqdelivery-status-changed'));
    expect(shop.line(first!).nativeStatus).toBe('301');
    await shop.call(`/rest/claimservice/cancelreqconf/${claim}/${second!.orderNumber}/2`);
    expect((await shop.get(whole(dlvNo))).code).toBe('0');
    expect([shop.line(first!).nativeStatus, shop.line(second!).nativeStatus]).toEqual(['401', 'B01']);
  });

  test('whole form: a delivery cancelled altogether, and one that is not there', async () => {
    const shop = openShop();
    const [line] = shop.place();
    shop.request(line!);

    expect(await shop.call(whole(line!.bundleNumber))).toMatch(/^-3313 .*변경된 상태 : \(주문취소\)$/);
    expect((await shop.get(whole('1'))).code).toBe('-3310');
  });

  test.each([
    ['20260303162000', {}, '-3301'],
    ['202603032460', {}, '-3301'],
    ['202603031620', { by: '06' }, '-3311'],
    ['202603031620', { courier: '34' }, '-3307'],
    ['202603031620', { courier: 'null' }, '-3307'],
    ['202603031620', { invoice: '6400-0000-0011' }, '-3306'],
    ['202603031620', { invoice: '123456789' }, '-3306'],
    ['202603031620', { invoice: '1234567890123456' }, '-3306'],
    ['202603031620', { courier: '00037', invoice: '640000000011' }, '-3306'],
    ['202603031620', { courier: '00037', invoice: '2026030312345' }, '0'],
    ['202603031620', { courier: '00099', invoice: 'A-1' }, '0'],
    ['202603031620', { by: '03', courier: 'null', invoice: 'null' }, '0'],
    ['202603031620', { by: '05', courier: 'null', invoice: 'null' }, '0'],
  ])('at %s with %p: %s', async (at, change, code) => {
    const shop = openShop();
    const line = shop.confirmed();

    const reply = await shop.get(whole(line.bundleNumber, { at, ...change }));

    expect(reply.code).toBe(code);
    expect(shop.line(line).nativeStatus).toBe(code === '0' ? '401' : '301');
  });

  test('says which argument is wrong in the words of the samples', async () => {
    const shop = openShop();
    const [line, other] = [shop.confirmed(), shop.confirmed()];
    await shop.call(whole(other.bundleNumber));

    expect(said(await shop.get(whole(line.bundleNumber, { courier: '00000' })))).toEqual(
      sampleResult('ordservices-reqdelivery-bad-courier'),
    );
    expect(said(await shop.get(whole(line.bundleNumber)))).toEqual(
      sampleResult('ordservices-reqdelivery-invoice-used'),
    );
    expect((await shop.get(whole(line.bundleNumber, { courier: '00012' }))).code).toBe('0');
  });

  test('part form: the lines named, all or none, even with the same number again', async () => {
    const shop = openShop();
    const lines = shop.place({ lines: [lineOf(), lineOf(), lineOf()] });
    const { orderNumber, bundleNumber } = lines[0]!;
    const part = (seqs: string, flag = 'Y'): Promise<Reply> =>
      shop.get(`${whole(bundleNumber)}/${flag}/${orderNumber}/${seqs}`);
    const states = (): string[] => lines.map((line) => shop.line(line).nativeStatus);
    shop.emulator.happen(lines[0]!, { kind: 'CONFIRM' });
    shop.emulator.happen(lines[1]!, { kind: 'CONFIRM' });

    expect((await part('1,3')).code).toBe('-3310');
    expect(states()).toEqual(['301', '301', '202']);
    expect((await part('1')).code).toBe('0');
    expect((await part('1')).code).toBe('-3308');
    expect((await part('4')).code).toBe('-3310');
    shop.request(lines[1]!);
    expect((await part('2')).code).toBe('-3310');
    shop.emulator.happen(lines[1]!, { kind: 'WITHDRAW_CANCEL' });
    shop.emulator.happen(lines[2]!, { kind: 'CONFIRM' });
    expect((await part('2,3')).code).toBe('0');
    shop.emulator.happen(lines[2]!, { kind: 'DELIVER' });
    expect((await part('3')).code).toBe('-3309');
    expect((await part('1', 'X')).code).toBe('-3311');
    expect(states()).toEqual(['401', '401', '501']);
  });

  test('part form with N ships the whole delivery; one of another delivery is refused', async () => {
    const shop = openShop();
    const lines = shop.place({ lines: [lineOf(), lineOf()] });
    const other = shop.confirmed();
    for (const line of lines) shop.emulator.happen(line, { kind: 'CONFIRM' });

    const foreign = await shop.get(`${whole(other.bundleNumber)}/Y/${lines[0]!.orderNumber}/1`);
    const all = await shop.get(`${whole(lines[0]!.bundleNumber)}/N/${lines[0]!.orderNumber}/1`);

    expect([foreign.code, all.code]).toEqual(['-3310', '0']);
    expect(lines.map((line) => shop.line(line).nativeStatus)).toEqual(['401', '401']);
  });

  test('split form: one line in several parcels that make up its quantity', async () => {
    const shop = openShop();
    const line = shop.confirmed({ quantity: 3 });
    const [other] = [shop.confirmed()];
    const split = (quantity: string, more: string): Promise<Reply> =>
      shop.get(`${whole(line.bundleNumber)}/${quantity}/${line.orderNumber}/1/${more}`);

    expect((await split('1', '640000000022@1')).code).toBe('-3311');
    expect((await split('0', '640000000022@3')).code).toBe('-3311');
    expect((await split('1', '640000000022')).code).toBe('-3306');
    expect((await split('1', '22@2')).code).toBe('-3306');
    expect((await split('1', '640000000022@1%5E640000000023@1')).code).toBe('0');
    expect(shop.line(line)).toMatchObject({ nativeStatus: '401', trackingNumber: '640000000011' });
    expect((await split('1', '640000000022@2')).code).toBe('-3308');
    expect((await shop.get(whole(other!.bundleNumber, { invoice: '640000000023' }))).code).toBe('-3320');
  });
});
