import { median, spread } from './statistics.js';

/** One line of the table. */
export interface Row {
  readonly scenario: string;
  readonly peer: string;
  readonly ratio: string;
  /** What is to be reached; empty where a figure is for information. */
  readonly reach: string;
  readonly figures: string;
}

const COLUMNS = ['scenario', 'peer', 'ratio', 'reach', 'figures'] as const satisfies readonly (keyof Row)[];

const HEAD: Row = {
  scenario: 'scenario',
  peer: '÷ peer',
  ratio: 'ratio',
  reach: 'reach',
  figures: 'figures (medians, ± half of the middle half)',
};

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const all = [HEAD, ...rows];
  const widths = COLUMNS.map((column) => Math.max(...all.map((row) => row[column].length)));
  const lines = all.map(
    (row) => `| ${COLUMNS.map((column, index) => row[column].padEnd(widths[index]!)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** Median and noise of durations in milliseconds. */
export function duration(values: readonly number[]): string {
  const middle = median(values);
  const text = middle >= 1_000 ? `${(middle / 1_000).toFixed(2)} s` : `${middle.toFixed(1)} ms`;
  return `${text} ±${Math.round(spread(values) * 50)} %`;
}

export const ratioOf = (values: readonly number[], peer: readonly number[]): string =>
  (median(values) / median(peer)).toFixed(2);

/** `10,000`. */
export const grouped = (count: number): string => count.toLocaleString('en');
