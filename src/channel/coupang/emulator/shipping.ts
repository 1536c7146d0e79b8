import type { Instant } from '../../../base/clock.js';
import { isDirect } from './couriers.js';
import type { Courier } from './couriers.js';
import { dispatchable } from './records.js';
import type { Box, Line } from './records.js';
import type { Shop } from './shop.js';

/** One parcel with its label. */
export interface Parcel {
  readonly courier: Courier;
  readonly invoiceNumber: string;
  readonly at: Instant;
}

/**
 * INSTRUCT → DEPARTURE; 업체직송 goes to NONE_TRACKING.
 * @evidence documented
 */
export function dispatch(box: Box, parcel: Parcel): void {
  box.status = isDirect(parcel.courier) ? 'NONE_TRACKING' : 'DEPARTURE';
  box.courier = parcel.courier;
  box.invoiceNumber = parcel.invoiceNumber;
  for (const line of box.lines) if (dispatchable(line) > 0) line.invoiceUploadedAt = parcel.at;
}

/**
 * The part that leaves gets a new box, the rest keeps the old id and waits; where nothing waits any more, the part keeps the
 * old id (assumed, as is that fees stay with the old box).
 * @evidence documented
 */
export function dispatchPart(shop: Shop, box: Box, leaving: readonly Line[], parcel: Parcel): void {
  const rest = box.lines.filter((line) => !leaving.includes(line) && dispatchable(line) > 0);
  if (rest.length === 0) return dispatch(box, parcel);
  const part = shop.addBox(box.order, { receiver: box.receiver, shippingFee: 0, remoteFee: 0 });
  part.isSeparated = true;
  for (const line of leaving) {
    box.lines.splice(box.lines.indexOf(line), 1);
    part.lines.push(line);
    line.box = part;
  }
  dispatch(part, parcel);
}
