import { execution } from './execution.js';
import { firstQuery } from './first-query.js';
import { bigRead } from './big-read.js';
import type { Row } from './report.js';
import { tableOf } from './report.js';

/**
 * Ratios against a named peer of the same run, on loopback: one scenario after the other, about six minutes in all. Writes
 * nothing but its table.
 */

const scenarios: readonly (() => Promise<Row[]>)[] = [
  () => execution({ orders: 1_000, warmUp: 30, measured: 60 }),
  () => execution({ orders: 10_000, warmUp: 5, measured: 15 }),
  bigRead,
  firstQuery,
];

const rows: Row[] = [];
for (const scenario of scenarios) rows.push(...(await scenario()));
process.stdout.write(`${tableOf(rows)}\n`);
