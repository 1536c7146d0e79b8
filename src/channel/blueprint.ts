import { systemClock } from '../base/clock.js';
import type { AccountVault, Channel, ChannelDefinition } from './channel.js';
import type { ChannelHttp } from './http.js';

const NOBODY: ChannelHttp = { request: () => Promise.reject(new Error('a blueprint makes no calls')) };

const EMPTY: AccountVault = {
  read: () => Promise.resolve(null),
  exclusively: () => Promise.reject(new Error('a blueprint keeps nothing')),
};

/** A channel of that kind connected to nobody: for seeing what it has, without any account. */
export const blueprintOf = (definition: ChannelDefinition): Channel =>
  definition.connect({
    id: 'nothing',
    baseUrl: 'http://127.0.0.1',
    credentials: Object.fromEntries(definition.credentials.required.map((name) => [name, 'nothing'])),
    options: {},
    http: NOBODY,
    clock: systemClock,
    vault: EMPTY,
  });
