import { CONFIRM } from './results.js';
import type { Shop } from './shop.js';
import { confirmLine } from './transitions.js';
import type { Result } from './wire.js';

export type WriteHandler = (shop: Shop, args: readonly string[]) => Result;

/**
 * `reqpackaging/{ordNo}/{ordPrdSeq}/{addPrdYn}/{addPrdNo}/{dlvNo}`: one line. All five must name the same line, and the
 * add-on number is the word `null` where there is no add-on; else there is nothing to confirm. @evidence documented
 */
export const confirm: WriteHandler = (shop, [ordNo = '', ordPrdSeq = '', addPrdYn, addPrdNo, dlvNo]) => {
  const line = shop.line(ordNo, ordPrdSeq);
  if (!line || line.dlvNo !== dlvNo || addPrdYn !== 'N' || addPrdNo !== 'null') return CONFIRM.nothingToConfirm;
  if (line.status === 'B01') return CONFIRM.canceled;
  if (line.status === '701') return CONFIRM.canceling;
  if (line.status !== '202') return CONFIRM.nothingToConfirm;
  confirmLine(line, shop.clock.now());
  return CONFIRM.done;
};
