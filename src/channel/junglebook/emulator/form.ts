import type { WireRequest } from '../../../sandbox/emulator.js';

/**
 * The text field `data` of an order, undefined where there is none: of a multipart form, as the document sends it, or of
 * an urlencoded one, as the known client does. @evidence observed
 */
export function readDataField(request: WireRequest): string | undefined {
  const contentType = request.headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return urlencoded(request.body.toString('utf8'));
  const boundary = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  return boundary ? multipart(request.body, boundary[1] ?? boundary[2] ?? '') : undefined;
}

const LINE_END = '\r\n';

/**
 * The last part of that name counts; a file is no text field, and a form cut off before its end has no fields.
 * @evidence assumed
 */
function multipart(body: Buffer, boundary: string): string | undefined {
  // Bytes as characters: a boundary may stand between any two of them.
  const [, ...pieces] = (LINE_END + body.toString('latin1')).split(`${LINE_END}--${boundary}`);
  if (!pieces.at(-1)?.startsWith('--')) return undefined;
  let found: string | undefined;
  for (const piece of pieces.slice(0, -1)) {
    const end = piece.indexOf(LINE_END + LINE_END);
    const disposition =
      /^content-disposition:\s*form-data\s*;(.*)$/im.exec(piece.slice(0, Math.max(end, 0)))?.[1] ?? '';
    if (!/(?:^|[;\s])name="?data"?\s*(?:;|$)/i.test(disposition) || /(?:^|[;\s])filename\*?=/i.test(disposition))
      continue;
    found = Buffer.from(piece.slice(end + LINE_END.length * 2), 'latin1').toString('utf8');
  }
  return found;
}

/**
 * As PHP reads it. The known client does not percent-encode its JSON, and so loses what follows an ampersand, and every
 * plus sign. @evidence assumed
 */
function urlencoded(body: string): string | undefined {
  const pair = body.split('&').findLast((each) => each === 'data' || each.startsWith('data='));
  return pair === undefined ? undefined : decodeLeniently(pair.slice('data='.length).replaceAll('+', ' '));
}

/** A percent sign that begins no code stands for itself. */
const decodeLeniently = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString('utf8'));
