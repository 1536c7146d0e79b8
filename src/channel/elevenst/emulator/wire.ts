import iconv from 'iconv-lite';
import type { WireReply } from '../../../sandbox/emulator.js';

/** Names in the namespace: `orders`, `order` and the two result fields of a list; nothing inside an order (observed). */
const NAMESPACE = 'http://skt.tmall.business.openapi.spring.service.client.domain/';
const DECLARATION = '<?xml version="1.0" encoding="euc-kr" standalone="yes"?>';

/** A result code with its text. 0 is success of a write, and an empty order list. */
export interface Result {
  readonly code: number;
  readonly text: string;
}

/** One `ns2:order`, its fields in ASCII order of their names. */
export type Row = readonly (readonly [name: string, value: string])[];

/** Rows found: no result code at all. @evidence observed */
export const rowsReply = (rows: readonly Row[]): WireReply =>
  reply(200, orders(rows.map((row) => `<ns2:order>${row.map(field).join('')}</ns2:order>`).join('')));

/** A list or look-up with nothing in it, or refused. @evidence documented */
export const listResultReply = ({ code, text }: Result): WireReply =>
  reply(200, orders(`<ns2:result_code>${code}</ns2:result_code><ns2:result_text>${escapeXml(text)}</ns2:result_text>`));

/** What a write came to; HTTP 200 whatever it was. @evidence documented */
export const writeResultReply = ({ code, text }: Result): WireReply =>
  reply(
    200,
    '<ResultOrder><openMallID>11ST</openMallID><open_11st_mall></open_11st_mall>' +
      '<open_done_payment_interface></open_done_payment_interface>' +
      `<result_code>${code}</result_code><result_text>${escapeXml(text)}</result_text></ResultOrder>`,
  );

/** Turned away by the gateway, before any service. @evidence observed */
export const gatewayReply = (resultCode: string, resultMessage: string, status = 500): WireReply =>
  reply(
    status,
    `<AuthMessage><resultCode>${resultCode}</resultCode>` +
      `<resultMessage>${escapeXml(resultMessage)}</resultMessage></AuthMessage>`,
  );

/** The servlet container's own page, without `AuthMessage`, as seen on `reqdelivery`. @evidence observed */
export const brokenReply = (): WireReply => ({
  status: 500,
  headers: { 'content-type': 'text/html' },
  body: encode('<html><head><title>500 Internal Server Error</title></head><body></body></html>'),
});

const orders = (inner: string): string => `<ns2:orders xmlns:ns2="${NAMESPACE}">${inner}</ns2:orders>`;

const field = ([name, value]: Row[number]): string => `<${name}>${escapeXml(value)}</${name}>`;

/** Control characters pass as they are: clients report names and memos with characters that XML forbids. */
const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Which content type really comes is not known; clients trust the declaration. @evidence assumed */
const reply = (status: number, root: string): WireReply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: encode(DECLARATION + root),
});

/** EUC-KR with Microsoft's extension (`똠` is 8c63); what it lacks, emoji above all, becomes `?`. @evidence observed */
const encode = (text: string): Buffer => iconv.encode(text, 'cp949');
