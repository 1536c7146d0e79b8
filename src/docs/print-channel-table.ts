import { readFileSync, writeFileSync } from 'node:fs';
import { registry } from '../channel/registry.js';
import { channelTables } from './channel-table.js';

/** `npm run docs` writes the README's channel tables; with `--check` it only compares, and fails on a difference. */
const FILE = 'README.md';
const BEGIN = '<!-- channels: printed from the code by `npm run docs` -->';
const END = '<!-- /channels -->';

const text = readFileSync(FILE, 'utf8');
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`${FILE} must hold ${BEGIN} and ${END}`);
const tables = channelTables(registry.map(({ definition }) => definition));
const printed = `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`;
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, printed);
} else if (printed !== text) {
  process.stderr.write(`${FILE} differs from the code: run \`npm run docs\` and commit the result.\n`);
  process.exit(1);
}
