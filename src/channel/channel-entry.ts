import { CHANNEL_ID } from '../model/node-id.js';
import { isMapping, type Mapping } from '../settings-file.js';
import type { ChannelDefinition } from './channel.js';
import type { ChannelSettings } from './connected-channel.js';

const CHANNEL_KEYS = ['id', 'marketplace', 'name', 'baseUrl', 'credentials', 'options'];

/** Where the problems of an entry go. */
export interface EntryProblems {
  /** @param path of the value: `channels[0].credentials.apiKey`. */
  add(path: string, problem: string): void;
  readonly count: number;
}

/** Puts values into a text's variables; null where one is missing, which is then among the problems. */
export type FillIn = (text: string, path: string) => string | null;

/** Checks one channel as a person names it, in a file or in a mutation. No problem shows a credential. */
export class ChannelEntryReader {
  constructor(
    private readonly problems: EntryProblems,
    private readonly definitions: readonly ChannelDefinition[],
    private readonly fill: FillIn,
  ) {}

  /** @returns null where there are problems. */
  read(entry: unknown, path: string): Omit<ChannelSettings, 'sandbox'> | null {
    const before = this.problems.count;
    if (!isMapping(entry)) {
      this.problems.add(path, `must be a channel with ${CHANNEL_KEYS.join(', ')}`);
      return null;
    }
    const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
    this.#refuseStrangers(entry, CHANNEL_KEYS, at(''));
    const id = this.#id(entry.id, at('id'));
    const definition = this.#definition(entry.marketplace, at('marketplace'));
    const name = this.#name(entry.name, at('name'));
    const options = this.#options(entry.options, at('options'));
    if (definition === null) return null;
    const credentials = this.#credentials(entry.credentials, definition, at('credentials'));
    const baseUrl = this.#baseUrl(entry.baseUrl, definition, credentials ?? {}, at('baseUrl'));
    if (id === null || name === null || baseUrl === null || credentials === null || options === null) return null;
    if (this.problems.count > before) return null;
    return { id, marketplace: definition.marketplace, name: name || id, baseUrl, credentials, options };
  }

  #id(value: unknown, path: string): string | null {
    if (typeof value !== 'string' || !CHANNEL_ID.test(value)) {
      this.problems.add(path, `must be 1 to 64 letters, digits and '-', but is ${show(value)}`);
      return null;
    }
    return value;
  }

  #definition(value: unknown, path: string): ChannelDefinition | null {
    const found = this.definitions.find(({ marketplace }) => marketplace === value);
    if (found) return found;
    const known = this.definitions.map(({ marketplace }) => marketplace).join(', ');
    this.problems.add(path, `must be one of ${known}, but is ${show(value)}`);
    return null;
  }

  /** @returns '' where none is given. */
  #name(value: unknown, path: string): string | null {
    if (value === undefined || value === null) return '';
    if (typeof value === 'string') return this.fill(value, path);
    this.problems.add(path, `must be a text, but is ${show(value)}`);
    return null;
  }

  #options(value: unknown, path: string): Mapping | null {
    if (value === undefined || value === null) return {};
    if (!isMapping(value)) {
      this.problems.add(path, `must be a mapping of names to values, but is ${show(value)}`);
      return null;
    }
    return this.#fillInDeep(value, path) as Mapping;
  }

  #fillInDeep(value: unknown, path: string): unknown {
    if (typeof value === 'string') return this.fill(value, path);
    if (Array.isArray(value)) return value.map((item, index) => this.#fillInDeep(item, `${path}[${index}]`));
    if (!isMapping(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.#fillInDeep(item, `${path}.${name}`)]),
    );
  }

  #baseUrl(
    value: unknown,
    { baseUrl, marketplace }: ChannelDefinition,
    credentials: Readonly<Record<string, string>>,
    path: string,
  ): string | null {
    if (value === undefined || value === null) {
      if (baseUrl === null) this.problems.add(path, `must be given: ${marketplace} has no address of its own`);
      return (
        baseUrl?.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(credentials[name] ?? '')) ?? null
      );
    }
    const text = typeof value === 'string' ? this.fill(value, path) : String(value);
    if (text === null) return null;
    const problem = problemOfUrl(text);
    if (problem === null) return text.replace(/\/+$/, '');
    this.problems.add(path, `must be like http://127.0.0.1:9100 or https://host/prefix, but ${problem}`);
    return null;
  }

  #credentials(value: unknown, definition: ChannelDefinition, path: string): Record<string, string> | null {
    const { required, optional } = definition.credentials;
    const names = [...required, ...optional];
    if (!isMapping(value)) {
      this.problems.add(path, `must be a mapping with ${names.join(', ')}`);
      return null;
    }
    const before = this.problems.count;
    this.#refuseStrangers(value, names, `${path}.`);
    const credentials: Record<string, string> = {};
    for (const name of names) {
      const credential = this.#credential(value[name], `${path}.${name}`, required.includes(name));
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
    if (typeof value !== 'string') {
      this.problems.add(path, 'must be a text: put it in quotes');
      return null;
    }
    const text = this.fill(value, path);
    if (text === null || SENDABLE.test(text)) return text;
    this.problems.add(
      path,
      'must hold nothing but letters, digits and signs of ASCII: is it copied whole, on one line?',
    );
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

/** What a header can carry. No marketplace gives out other keys. */
const SENDABLE = /^[\x20-\x7e]*$/;

/** For values that are no secrets. */
const show = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));
