import { FileProblems, fillIn, isMapping, readSettingsFile } from '../settings-file.js';
import type { Environment } from '../settings.js';
import type { ChannelDefinition } from './channel.js';
import { ChannelEntryReader } from './channel-entry.js';
import type { ChannelSettings } from './connected-channel.js';

const FILE_KEYS = ['channels'];

export interface ChannelsFileContext {
  readonly environment: Environment;
  /** Of the marketplaces that can be connected. */
  readonly definitions: readonly ChannelDefinition[];
}

/**
 * Reads the channels file: YAML or JSON, `${NAME}` filled in from the environment.
 * @throws SettingsError with one line for each problem, none of which shows a credential.
 */
export function readChannelsFile(file: string, context: ChannelsFileContext): ChannelSettings[] {
  const problems = new FileProblems(file);
  const channels = channelsOf(readSettingsFile('MOA_CHANNELS', file), problems, context);
  problems.end();
  return channels;
}

function channelsOf(content: unknown, problems: FileProblems, context: ChannelsFileContext): ChannelSettings[] {
  if (!isMapping(content) || !Array.isArray(content.channels) || content.channels.length === 0) {
    problems.add('channels', 'must be a list with at least one channel');
    return [];
  }
  for (const name of Object.keys(content)) {
    if (!FILE_KEYS.includes(name)) problems.add(name, `is not known here; there are ${FILE_KEYS.join(', ')}`);
  }
  const fill = (text: string, path: string): string | null => fillIn(text, path, context.environment, problems);
  const reader = new ChannelEntryReader(problems, context.definitions, fill);
  refuseDoubles(content.channels, problems);
  return content.channels.flatMap((entry: unknown, index) => {
    const channel = reader.read(entry, `channels[${index}]`);
    return channel ? [{ ...channel, sandbox: false }] : [];
  });
}

function refuseDoubles(entries: readonly unknown[], problems: FileProblems): void {
  const ids = entries.map((entry) => (isMapping(entry) ? entry.id : undefined));
  for (const [index, id] of ids.entries()) {
    const first = ids.indexOf(id);
    if (typeof id === 'string' && first < index) {
      problems.add(`channels[${index}].id`, `must be its own, but channels[${first}] has ${id} too`);
    }
  }
}
