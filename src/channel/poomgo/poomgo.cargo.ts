import { InvoiceStatus } from '../../model/fulfilment.js';

/**
 * Where a parcel stands, by cargoStatusCodeKey (배송 상태, for reference). The table of its values is lost; one value is documented,
 * `INVOICE_CARGO_STATUS_DELIVERYCOMPLETED`, and null right after closing is normal (documented), since the courier's own system
 * reports later. Keys come from a code table on Poomgo's side (observed), so new ones may appear: words in them decide.
 */
const PREFIX = 'INVOICE_CARGO_STATUS_';

interface CargoRule {
  readonly when: RegExp;
  /** Null: the parcel's flags tell. */
  readonly status: InvoiceStatus | null;
}

/** The first that fits wins. Assumed, all but the documented value. */
const rules: readonly CargoRule[] = [
  // Coming back: it did leave, and the contract has no word for the rest.
  { when: /RETURN|REFUSE/, status: InvoiceStatus.IN_TRANSIT },
  { when: /CANCEL/, status: InvoiceStatus.CANCELED },
  { when: /READY|WAIT|BEFORE|REGIST|NONE|PRINT/, status: null },
  // Trouble on its way; DELIVERYFAILED is no delivery.
  { when: /FAIL|MISS|LOST|ACCIDENT|HOLD|DELAY|INCOMPLET|UNDELIVER|NOTDELIVER/, status: InvoiceStatus.IN_TRANSIT },
  // Both words: PICKUPCOMPLETED is no delivery.
  { when: /DELIVER.*COMPLET|COMPLET.*DELIVER|^(DELIVERED|DONE)$/, status: InvoiceStatus.DELIVERED },
  { when: /DELIVER|TRANSIT|MOVE|TERMINAL|HUB|LINEHAUL|DEPART|ARRIV/, status: InvoiceStatus.IN_TRANSIT },
  { when: /PICKUP|COLLECT|GATHER|ACCEPT|HANDOVER|RECEIVE/, status: InvoiceStatus.IN_TRANSIT },
];

export interface Cargo {
  /** cargoStatusCodeKey, unchanged. */
  readonly key: string | null;
  readonly isPrinted: boolean | null;
  readonly isClosed: boolean | null;
}

/** Where a living parcel stands; one that its key and its flags leave open is UNKNOWN. */
export function cargoStatusOf(cargo: Cargo): InvoiceStatus {
  const word = (cargo.key ?? '').trim().toUpperCase().replace(PREFIX, '').replaceAll('_', '');
  const rule = word === '' ? undefined : rules.find(({ when }) => when.test(word));
  return rule?.status ?? flaggedStatus(cargo);
}

function flaggedStatus({ isPrinted, isClosed }: Cargo): InvoiceStatus {
  if (isClosed) return InvoiceStatus.CLOSED;
  if (isPrinted) return InvoiceStatus.PRINTED;
  return isPrinted === null && isClosed === null ? InvoiceStatus.UNKNOWN : InvoiceStatus.REGISTERED;
}

/** From the warehouse to the door. */
const ADVANCE: readonly InvoiceStatus[] = [
  InvoiceStatus.UNKNOWN,
  InvoiceStatus.REGISTERED,
  InvoiceStatus.PRINTED,
  InvoiceStatus.CLOSED,
  InvoiceStatus.IN_TRANSIT,
  InvoiceStatus.DELIVERED,
];

/** The living parcel that is the farthest from the door: a row is delivered only when all its parcels are. */
export function leastAdvanced<P extends { readonly status: InvoiceStatus }>(parcels: readonly P[]): P | null {
  const living = parcels.filter(({ status }) => status !== InvoiceStatus.CANCELED);
  return living.reduce<P | null>(
    (least, parcel) =>
      least !== null && ADVANCE.indexOf(least.status) <= ADVANCE.indexOf(parcel.status) ? least : parcel,
    null,
  );
}
