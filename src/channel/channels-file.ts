import { CHANNEL_ID } from '../model/node-id.js';
import { FileProblems, fillIn, isMapping, readSettingsFile, type Mapping } from '../settings-file.js';
import type { Environment } from '../settings.js';
import type { ChannelDefinition } from './channel.js';
import type { ChannelSettings } from './connected-channel.js';

const FILE_KEYS = ['channels'];
const CHANNEL_KEYS = ['id', 'marketplace', 'name', 'baseUrl', 'credentials', 'options'];

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
  const content = readSettingsFile('MOA_CHANNELS', file);
  const channels = new ChannelsReader(problems, context).read(content);
  problems.end();
  return channels;
}

class ChannelsReader {
  readonly #pathOfId = new Map<string, string>();

  constructor(
    private readonly problems: FileProblems,
    private readonly context: ChannelsFileContext,
  ) {}

  read(content: unknown): ChannelSettings[] {
    if (!isMapping(content) || !Array.isArray(content.channels) || content.channels.length === 0) {
      this.problems.add('channels', 'must be a list with at least one channel');
      return [];
    }
    this.#refuseStrangers(content, FILE_KEYS, '');
    return content.channels.flatMap((entry: unknown, index) => this.#channel(entry, `channels[${index}]`) ?? []);
  }

  #channel(entry: unknown, path: string): ChannelSettings | null {
    if (!isMapping(entry)) {
      this.problems.add(path, `must be a channel with ${CHANNEL_KEYS.join(', ')}`);
      return null;
    }
    this.#refuseStrangers(entry, CHANNEL_KEYS, `${path}.`);
    const id = this.#id(entry.id, path);
    const definition = this.#definition(entry.marketplace, path);
    const name = this.#name(entry.name, path);
    const options = this.#options(entry.options, path);
    if (definition === null) return null;
    const baseUrl = this.#baseUrl(entry.baseUrl, definition, path);
    const credentials = this.#credentials(entry.credentials, definition, path);
    if (id === null || name === null || baseUrl === null || credentials === null || options === null) return null;
    const { marketplace } = definition;
    return { id, marketplace, name: name || id, baseUrl, credentials, options, sandbox: false };
  }

  #id(value: unknown, path: string): string | null {
    if (typeof value !== 'string' || !CHANNEL_ID.test(value)) {
      this.problems.add(`${path}.id`, `must be 1 to 64 letters, digits and '-', but is ${show(value)}`);
      return null;
    }
    const first = this.#pathOfId.get(value);
    if (first !== undefined) {
      this.problems.add(`${path}.id`, `must be its own, but ${first} has ${value} too`);
      return null;
    }
    this.#pathOfId.set(value, path);
    return value;
  }

  #definition(value: unknown, path: string): ChannelDefinition | null {
    const found = this.context.definitions.find(({ marketplace }) => marketplace === value);
    if (found) return found;
    const known = this.context.definitions.map(({ marketplace }) => marketplace).join(', ');
    this.problems.add(`${path}.marketplace`, `must be one of ${known}, but is ${show(value)}`);
    return null;
  }

  /** @returns '' where none is given. */
  #name(value: unknown, path: string): string | null {
    if (value === undefined || value === null) return '';
    if (typeof value === 'string') return fillIn(value, `${path}.name`, this.context.environment, this.problems);
    this.problems.add(`${path}.name`, `must be a text, but is ${show(value)}`);
    return null;
  }

  #options(value: unknown, path: string): Mapping | null {
    if (value === undefined || value === null) return {};
    if (!isMapping(value)) {
      this.problems.add(`${path}.options`, `must be a mapping of names to values, but is ${show(value)}`);
      return null;
    }
    return this.#fillInDeep(value, `${path}.options`) as Mapping;
  }

  #fillInDeep(value: unknown, path: string): unknown {
    if (typeof value === 'string') return fillIn(value, path, this.context.environment, this.problems);
    if (Array.isArray(value)) return value.map((item, index) => this.#fillInDeep(item, `${path}[${index}]`));
    if (!isMapping(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.#fillInDeep(item, `${path}.${name}`)]),
    );
  }

  #baseUrl(value: unknown, { baseUrl, marketplace }: ChannelDefinition, path: string): string | null {
    const place = `${path}.baseUrl`;
    if (value === undefined || value === null) {
      if (baseUrl === null) this.problems.add(place, `must be given: ${marketplace} has no address of its own`);
      return baseUrl;
    }
    const text =
      typeof value === 'string' ? fillIn(value, place, this.context.environment, this.problems) : String(value);
    if (text === null) return null;
    const problem = problemOfUrl(text);
    if (problem === null) return text.replace(/\/+$/, '');
    this.problems.add(place, `must be like http://127.0.0.1:9100 or https://host/prefix, but ${problem}`);
    return null;
  }

  #credentials(value: unknown, definition: ChannelDefinition, path: string): Record<string, string> | null {
    const { required, optional } = definition.credentials;
    const names = [...required, ...optional];
    const place = `${path}.credentials`;
    if (!isMapping(value)) {
      this.problems.add(place, `must be a mapping with ${names.join(', ')}`);
      return null;
    }
    const before = this.problems.count;
    this.#refuseStrangers(value, names, `${place}.`);
    const credentials: Record<string, string> = {};
    for (const name of names) {
      const credential = this.#credential(value[name], `${place}.${name}`, required.includes(name));
      if (credential !== null) credentials[name] = credential;
    }
    return this.problems.count === before ? credentials : null;
  }

  /** Numbers are refused: YAML has read them already, leading zeros and long digits lost. */
  #credential(value: unknown, path: string, isRequired: boolean): string | null {
    if (value === undefined || value === null || value === '') {
      if (isRequired) this.problems.add(path, 'is missing');
      return null;
    }
    if (typeof value === 'string') return fillIn(value, path, this.context.environment, this.problems);
    this.problems.add(path, 'must be a text: put it in quotes');
    return null;
  }

  #refuseStrangers(mapping: Mapping, known: readonly string[], prefix: string): void {
    for (const name of Object.keys(mapping)) {
      if (!known.includes(name)) {
        this.problems.add(`${prefix}${name}`, `is not known here; there are ${known.join(', ')}`);
      }
    }
  }
}

function problemOfUrl(text: string): string | null {
  if (!URL.canParse(text)) return 'is no URL';
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `its protocol is ${url.protocol.slice(0, -1)}`;
  if (url.username || url.password) return 'it holds credentials: they belong in credentials';
  if (url.search || url.hash || text.includes('?') || text.includes('#')) return 'it has a query or a fragment';
  return null;
}

/** For values that are no secrets. */
const show = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));
