import type { ChannelDefinition } from '../channel/channel.js';
import { blueprintOf } from '../channel/blueprint.js';
import { limitsOf, type CapabilityLimit } from '../channel/capability.js';
import { Courier } from '../model/courier.js';
import { Capability } from '../model/marketplace.js';

const DAY_HOURS = 24;

/** What each channel can do, within which limits, and its courier codes: markdown, from the definitions alone. */
export const channelTables = (definitions: readonly ChannelDefinition[]): string =>
  [operationTable(definitions), courierTable(definitions)].join('\n\n');

function operationTable(definitions: readonly ChannelDefinition[]): string {
  const limits = definitions.map((definition) => {
    const all = limitsOf(blueprintOf(definition), definition);
    return new Map(all.map((limit) => [limit.capability, limit]));
  });
  const rows = Object.values(Capability)
    .filter((capability) => limits.some((each) => each.has(capability)))
    .map((capability) => [
      capability,
      ...limits.map((each) => {
        const limit = each.get(capability);
        return limit ? described(limit) : '–';
      }),
    ]);
  return table(['operation', ...definitions.map(({ marketplace }) => marketplace)], rows);
}

/** `31 d, 500 a page, 300/min`; ✓ where nothing is limited. */
function described({ maxWindowHours, maxRows, pageSize, maxBatch, callsPerMinute }: CapabilityLimit): string {
  const parts = [
    ...(maxWindowHours === null ? [] : [windowOf(maxWindowHours)]),
    ...(pageSize === null ? [] : [`${pageSize} a page`]),
    ...(maxRows === null ? [] : [`${maxRows} rows`]),
    ...(maxBatch === null ? [] : [`${maxBatch} a call`]),
    ...(callsPerMinute === null ? [] : [`${callsPerMinute}/min`]),
  ];
  return parts.join(', ') || '✓';
}

const windowOf = (hours: number): string => (hours % DAY_HOURS === 0 ? `${hours / DAY_HOURS} d` : `${hours} h`);

function courierTable(definitions: readonly ChannelDefinition[]): string {
  const named = definitions
    .map((definition) => ({ marketplace: definition.marketplace, names: blueprintOf(definition).courierNames }))
    .filter(({ names }) => names.length > 0);
  const rows = Object.values(Courier).map((courier) => [
    courier,
    ...named.map(({ names }) => {
      const codes = names.filter((name) => name.courier === courier).map(({ code }) => code);
      return codes[0] ?? '–';
    }),
  ]);
  return table(
    ['courier', ...named.map(({ marketplace }) => marketplace)],
    rows.filter(([, ...codes]) => codes.some((code) => code !== '–')),
  );
}

/** As prettier writes it, so that formatting changes nothing. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_name, column) => Math.max(...[head, ...rows].map((row) => widthOf(row[column]!))));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell))).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** Hangul takes two columns. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, letter) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  );
