import type { Instant } from '../../../base/clock.js';
import { DAY } from '../../../base/time.js';
import type { Receiver } from '../../../sandbox/emulator.js';
import { isDirect } from './couriers.js';
import type { Courier } from './couriers.js';

/** Six months; the exact length is assumed. */
const MEMORY = 183 * DAY;

interface Use {
  readonly at: Instant;
  readonly receiver: string;
  readonly request: object;
}

export interface InvoiceUse {
  readonly courier: Courier;
  readonly invoiceNumber: string;
  readonly receiver: Receiver;
  readonly at: Instant;
  /** The request that it comes in; any object that is the same for one request. */
  readonly request: object;
}

/** Remembers which invoice number went to whom. */
export class InvoiceLedger {
  readonly #uses = new Map<string, Use>();

  /**
   * A number used in the last six months is refused for another receiver; for the same one it passes in the same request
   * and no later. That the second case has the code DUPLICATE_INVOICE_NUMBER, that a number counts per courier and that
   * DIRECT numbers are free is assumed.
   * @evidence documented
   */
  objection(use: InvoiceUse): 'NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD' | 'DUPLICATE_INVOICE_NUMBER' | null {
    const earlier = isDirect(use.courier) ? undefined : this.#uses.get(keyOf(use));
    if (!earlier || earlier.at < use.at - MEMORY) return null;
    if (earlier.receiver !== identityOf(use.receiver)) return 'NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD';
    return earlier.request === use.request ? null : 'DUPLICATE_INVOICE_NUMBER';
  }

  record(use: InvoiceUse): void {
    this.#uses.set(keyOf(use), { at: use.at, receiver: identityOf(use.receiver), request: use.request });
  }
}

const keyOf = (use: InvoiceUse): string => `${use.courier.code} ${use.invoiceNumber}`;

const identityOf = ({ name, zipCode, address, addressDetail }: Receiver): string =>
  JSON.stringify([name, zipCode, address, addressDetail]);
