import type { EmulatedShop, Reply } from './emulator.support.js';
import { lineOf, openShop, said, sampleResult } from './emulator.support.js';

const COMPLETE = '/rest/ordservices/complete/202603010000/202603072359';
const COURIER = { kind: 'DISPATCH', courierCode: '00034', trackingNumber: '640000000011' } as const;

describe('cancellation', () => {
  const WINDOW = '202603010000/202603302359';
  const states = async (shop: EmulatedShop): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {};
    for (const list of ['cancelorders', 'withdrawcanceledorders', 'canceledorders']) {
      const { rows } = await shop.get(`/rest/claimservice/${list}/${WINDOW}`);
      found[list] = rows.map((row) => `${row['ordCnStatCd']} x${row['ordCnQty']}`);
    }
    return found;
  };

  test('before confirmation it is done at once and never a request', async () => {
    const shop = openShop();
    const [line] = shop.place();
    shop.emulator.happen(line!, { kind: 'REQUEST_CANCEL', quantity: 1, reason: '변심' });

    expect(shop.line(line!)).toMatchObject({ nativeStatus: '202', canceledQuantity: 1, openCancelQuantity: null });
    shop.emulator.happen(line!, { kind: 'REQUEST_CANCEL', quantity: null, reason: '변심' });
    expect(shop.line(line!)).toMatchObject({ nativeStatus: 'B01', canceledQuantity: 3 });
    expect(shop.line(line!).cancellations.every((each) => each.isImmediate && each.state === 'COMPLETED')).toBe(true);
    expect(await states(shop)).toEqual({
      cancelorders: [],
      withdrawcanceledorders: [],
      canceledorders: ['02 x1', '02 x2'],
    });
    expect((await shop.get(COMPLETE)).code).toBe('0');
  });

  test('a part approved leaves the line confirmed with the rest', async () => {
    const shop = openShop();
    const line = shop.confirmed({ sellerDiscount: 300 });
    const claim = shop.request(line, 1);
    const approve = `/rest/claimservice/cancelreqconf/${claim}/${line.orderNumber}/1`;

    expect(shop.line(line)).toMatchObject({ nativeStatus: '701', openCancelQuantity: 1, canceledQuantity: 0 });
    expect(await states(shop)).toEqual({ cancelorders: ['01 x1'], withdrawcanceledorders: [], canceledorders: [] });
    expect(said(await shop.get(approve))).toEqual(sampleResult('claimservice-cancelreqconf-ok'));
    expect(shop.line(line)).toMatchObject({ nativeStatus: '301', openCancelQuantity: null, canceledQuantity: 1 });
    expect(said(await shop.get(approve))).toEqual(sampleResult('claimservice-cancelreqconf-already'));
    const [row] = (await shop.get('/rest/ordservices/packaging/202603040000/202603042359')).rows;
    expect([row!['ordQty'], row!['ordAmt'], row!['sellerDscPrc']]).toEqual(['2', '25800', '200']);
    expect(await states(shop)).toEqual({
      cancelorders: ['02 x1'],
      withdrawcanceledorders: [],
      canceledorders: ['02 x1'],
    });
  });

  test('all approved: B01', async () => {
    const shop = openShop();
    const line = shop.confirmed();
    const claim = shop.request(line);

    await shop.call(`/rest/claimservice/cancelreqconf/${claim}/${line.orderNumber}/1`);

    expect(shop.line(line)).toMatchObject({ nativeStatus: 'B01', canceledQuantity: 3 });
  });

  test('approval names claim, order and line in this order, and all of them', async () => {
    const shop = openShop();
    const line = shop.confirmed();
    const other = shop.confirmed();
    const claim = shop.request(line);
    const code = async (args: string): Promise<string | null> =>
      (await shop.get(`/rest/claimservice/cancelreqconf/${args}`)).code;

    expect(await code(`${line.orderNumber}/1/${claim}`)).toBe('-22002');
    expect(await code(`${claim}/${line.orderNumber}/9`)).toBe('-22003');
    expect(await code(`x/${line.orderNumber}/1`)).toBe('-22004');
    expect(await code(`${claim}/${other.orderNumber}/1`)).toBe('-22004');
    shop.emulator.happen(line, { kind: 'WITHDRAW_CANCEL' });
    expect(await code(`${claim}/${line.orderNumber}/1`)).toBe('-22004');
    expect(shop.line(line)).toMatchObject({ nativeStatus: '301', canceledQuantity: 0 });
    expect((await states(shop))['withdrawcanceledorders']).toEqual(['05 x3']);
  });

  test('a withdrawal is listed on the day it was made', async () => {
    const shop = openShop('2026-03-04T12:00:00');
    const line = shop.confirmed();
    shop.request(line);
    shop.at('2026-03-06T12:00:00');
    shop.emulator.happen(line, { kind: 'WITHDRAW_CANCEL' });
    const on = async (day: string): Promise<number> =>
      (await shop.get(`/rest/claimservice/withdrawcanceledorders/${day}0000/${day}2359`)).rows.length;

    expect([await on('20260304'), await on('20260306')]).toEqual([0, 1]);
  });

  test('rejecting dispatches the delivery and closes the request', async () => {
    const shop = openShop();
    const [line, together] = shop.place({ lines: [lineOf(), lineOf()] });
    for (const each of [line!, together!]) shop.emulator.happen(each, { kind: 'CONFIRM' });
    const claim = shop.request(line!, 1);
    const reject = (args: string, change = ''): Promise<Reply> =>
      shop.get(`/rest/claimservice/cancelreqreject${change}/${line!.orderNumber}/1/${args}`);
    const code = async (args: string, change = ''): Promise<string | null> => (await reject(args, change)).code;

    expect(await code('null/01/20260304/00034/640000000099')).toBe('-23002');
    expect(await code(`${claim}/01/202603041200/00034/640000000099`)).toBe('-23003');
    expect(await code(`${claim}/99/20260304/00034/640000000099`)).toBe('-23004');
    expect(await code(`${claim}/01/20260304/34/640000000099`)).toBe('-23006');
    expect(said(await reject(`${claim}/01/20260304/00034/640000009`))).toEqual(
      sampleResult('claimservice-cancelreqreject-short-invoice'),
    );
    expect(await code(`1/01/20260304/00034/640000000099`)).toBe('-23007');
    expect(await code(`${claim}/01/20260304/00034/640000000099/03/text`, 'NEW')).toBe('-24001');
    expect(await code(`${claim}/01/20260304/00034/640000000099/01/null`, 'NEW')).toBe('-24002');
    expect(shop.line(line!).nativeStatus).toBe('701');
    expect(said(await reject(`${claim}/01/20260304/00034/640000000099`))).toEqual(
      sampleResult('claimservice-cancelreqreject-ok'),
    );
    expect(shop.line(line!)).toMatchObject({ nativeStatus: '401', trackingNumber: '640000000099' });
    expect(shop.line(line!).cancellations[0]).toMatchObject({ claimNumber: claim, state: 'REJECTED' });
    expect(shop.line(together!).nativeStatus).toBe('401');
    expect(await code(`${claim}/01/20260304/00034/640000000099`)).toBe('-23007');
    expect(await states(shop)).toEqual({ cancelorders: [], withdrawcanceledorders: [], canceledorders: [] });
  });

  test('rejecting with a reason, by hand: no courier', async () => {
    const shop = openShop();
    const line = shop.confirmed();
    const claim = shop.request(line);
    const path = `/rest/claimservice/cancelreqrejectNEW/${line.orderNumber}/1/${claim}/03/20260304/null/null/02/sent`;

    expect((await shop.get(path)).code).toBe('0');
    expect(shop.line(line)).toMatchObject({ nativeStatus: '401', courierCode: null, trackingNumber: null });
  });

  test('the seller cancels from 202 and 301 alone', async () => {
    const shop = openShop();
    const [[paid], confirmed, gone] = [shop.place(), shop.confirmed(), shop.confirmed()];
    shop.emulator.happen(gone, COURIER);
    const path = (ordNo: string, seq = 1, reason = '08'): string =>
      `/rest/claimservice/reqrejectorder/${ordNo}/${seq}/${reason}/%EC%82%AC%EC%9C%A0`;

    expect((await shop.get(path(paid!.orderNumber, 1, '05'))).code).toBe('-21004');
    expect((await shop.get(path(paid!.orderNumber, 2))).code).toBe('-21003');
    expect((await shop.get(path('1'))).code).toBe('-21002');
    expect(said(await shop.get(path(gone.orderNumber)))).toEqual(
      sampleResult('claimservice-reqrejectorder-not-allowed'),
    );
    expect(said(await shop.get(path(paid!.orderNumber)))).toEqual(sampleResult('claimservice-reqrejectorder-ok'));
    expect((await shop.get(path(confirmed.orderNumber))).code).toBe('0');
    const { rows } = await shop.get(`/rest/claimservice/canceledorders/${WINDOW}`);
    expect(rows.map((row) => [row['ordCnMnbdCd'], row['ordCnRsnCd'], row['ordCnDtlsRsn']])).toEqual([
      ['02', '08', '사유'],
      ['02', '08', '사유'],
    ]);
  });

  test('staff approves, and the row says forced; a lapse gives reason 00', async () => {
    const shop = openShop();
    const line = shop.confirmed();
    shop.request(line);
    shop.emulator.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
    const [unpaid] = shop.place({ paidAt: null });
    shop.emulator.happen(unpaid!, { kind: 'LAPSE' });

    const { rows } = await shop.get(`/rest/claimservice/canceledorders/${WINDOW}`);

    expect(rows.map((row) => [row['ordCnTypCd'], row['ordCnRsnCd']])).toEqual([
      ['02', '14'],
      ['01', '00'],
    ]);
    expect([shop.line(line).nativeStatus, shop.line(unpaid!).nativeStatus]).toEqual(['B01', 'B01']);
  });
});
