import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildApiSchema } from './schema.js';

/** `npm run schema` writes schema.graphql; with `--check` it only compares, and fails on a difference. */
const FILE = 'schema.graphql';
const HEADER = '# Printed from the code by `npm run schema`; do not edit.\n\n';

const printed = `${HEADER}${printSchema(lexicographicSortSchema(await buildApiSchema()))}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, printed);
} else if (readFileSync(FILE, 'utf8') !== printed) {
  process.stderr.write('schema.graphql differs from the code: run `npm run schema` and commit the result.\n');
  process.exit(1);
}
