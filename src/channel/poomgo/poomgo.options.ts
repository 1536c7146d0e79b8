import { CHANNEL_ID } from '../../model/node-id.js';
import { refuseStrangers } from '../options.js';
import { isObject } from './poomgo.fields.js';

/**
 * `options.channelNames`: which channel the service means by a 판매처명.
 * @throws RangeError where it is no mapping of names to channel ids, and for other options.
 */
export function channelNamesOf(options: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  refuseStrangers(options, ['channelNames']);
  const given = options['channelNames'] ?? {};
  if (!isObject(given)) throw unfit(`is ${JSON.stringify(given)}`);
  return new Map(
    Object.entries(given).map(([name, id]) => {
      if (name.trim() === '') throw unfit('has a blank name');
      if (typeof id !== 'string' || !CHANNEL_ID.test(id)) {
        throw unfit(`has ${JSON.stringify(id)} for ${JSON.stringify(name)}`);
      }
      return [name, id];
    }),
  );
}

const unfit = (what: string): RangeError =>
  new RangeError(
    `options.channelNames must map each 판매처명 to the id of a channel, like {"자사몰": "ownmall-main"}, but ${what}`,
  );
