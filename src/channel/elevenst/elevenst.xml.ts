import iconv from 'iconv-lite';
import { SaxesParser } from 'saxes';

/** One element by its local name; `text` is that of the element itself, not of its children. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement {
  readonly name: string;
  text: string;
  readonly children: OpenElement[];
}

/**
 * What 11st and its clients write in the declaration, and what the bytes then are. EUC-KR is always CP949: Hangul outside
 * of KS X 1001 occurs. Source: fact sheet section 7, 6; observed.
 */
const ENCODINGS: Readonly<Record<string, string>> = {
  'euc-kr': 'cp949',
  'ks_c_5601-1987': 'cp949',
  cp949: 'cp949',
  ms949: 'cp949',
  'utf-8': 'utf8',
  utf8: 'utf8',
};

/** Read as Latin-1: every encoding that occurs writes the declaration in ASCII. */
const DECLARATION = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']+)["']/;
const LONGEST_DECLARATION = 200;

/** Characters that XML 1.0 forbids; 11st lets them through in names and memos. Observed (fact sheet section 7, 6). */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;

/**
 * Parses a reply as 11st sends it: bytes in the encoding that the XML declaration names (UTF-8 where it names none, as
 * XML has it), prefixes ignored, characters that XML forbids dropped.
 * @throws SyntaxError for an encoding that is not known or text that is not well-formed XML.
 */
export function parseXml(bytes: Buffer): XmlElement {
  const text = decode(bytes)
    .replace(/^\ufeff?\s*<\?xml\b.*?\?>/s, '')
    .replace(ILLEGAL, '')
    .replace(REFERENCE, dropIllegalReference)
    .trim();
  try {
    return parseElements(text);
  } catch (cause) {
    throw new SyntaxError('not well-formed XML', { cause });
  }
}

function decode(bytes: Buffer): string {
  const declared = DECLARATION.exec(bytes.toString('latin1', 0, LONGEST_DECLARATION))?.[1] ?? 'utf-8';
  const encoding = ENCODINGS[declared.toLowerCase()];
  if (!encoding) throw new SyntaxError('the XML declaration names an encoding that is not known');
  return iconv.decode(bytes, encoding);
}

function dropIllegalReference(reference: string, hex: string | undefined, decimal: string | undefined): string {
  const point = hex === undefined ? parseInt(decimal ?? '', 10) : parseInt(hex, 16);
  const isLegal =
    point === 0x9 ||
    point === 0xa ||
    point === 0xd ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff);
  return isLegal ? reference : '';
}

/**
 * Prefixes are cut by hand rather than resolved: the guide itself prints roots with prefixes that are bound nowhere
 * (`s2:orders`, `n2:orders`).
 */
function parseElements(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false });
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  const addText = (part: string): void => {
    const current = open.at(-1);
    if (current) current.text += part;
  };
  parser.on('opentag', (tag) => {
    const element: OpenElement = { name: tag.name.slice(tag.name.indexOf(':') + 1), text: '', children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  if (!root) throw new SyntaxError('no root element');
  return root;
}
