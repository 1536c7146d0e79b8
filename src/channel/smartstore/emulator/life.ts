import type { Clock } from '../../../base/clock.js';
import type { OutsideEvent, Receiver } from '../../../sandbox/emulator.js';
import { claimReasons } from './codes.js';
import type { DeliveryMethod } from './codes.js';
import { isCourier } from './couriers.js';
import type { Numbers } from './numbers.js';
import type { Shop } from './shop.js';
import type { Claim, ProductOrder } from './state.js';
import { isOpen, recordChange } from './state.js';

/** How a product order was sent. */
export interface Dispatch {
  readonly method: DeliveryMethod;
  readonly courierCode: string | null;
  readonly trackingNumber: string | null;
}

/**
 * The life cycle of a product order. Every move returns false, and changes nothing, where the state does not allow it.
 * State names are documented; the moves are put together from the operation pages and live reports.
 */
export class Life {
  constructor(
    private readonly clock: Clock,
    private readonly shop: Shop,
    private readonly numbers: Numbers,
  ) {}

  happen(row: ProductOrder, event: OutsideEvent): boolean {
    switch (event.kind) {
      case 'PAY':
        return this.#pay(row);
      case 'LAPSE':
        return this.#lapse(row);
      case 'CHANGE_ADDRESS':
        return this.#changeAddress(row, event.receiver);
      case 'REQUEST_CANCEL':
        return this.#requestCancel(row, event.quantity ?? row.remainQuantity, event.reason);
      case 'WITHDRAW_CANCEL':
        return this.#withdrawCancel(row);
      case 'MARKETPLACE_APPROVES_CANCEL':
        return this.#staffApprovesCancel(row);
      case 'CONFIRM':
        return this.confirm(row);
      case 'DISPATCH': {
        const { courierCode, trackingNumber } = event;
        return isCourier(courierCode) && this.dispatch(row, { method: 'DELIVERY', courierCode, trackingNumber });
      }
      case 'DELIVER':
        return this.#deliver(row);
      case 'CONFIRM_PURCHASE':
        return this.#confirmPurchase(row);
    }
  }

  /** NOT_YET becomes OK while productOrderStatus stays PAYED; not an event of the feed. @evidence documented */
  confirm(row: ProductOrder): boolean {
    if (row.status !== 'PAYED' || row.placeStatus !== 'NOT_YET') return false;
    row.placeStatus = 'OK';
    row.placedAt = this.clock.now();
    return true;
  }

  /**
   * Ships what is PAYED: an unconfirmed one gets confirmed, an open cancel request is thereby rejected. The feed tells it
   * as DISPATCHED in either case.
   * @evidence observed
   */
  dispatch(row: ProductOrder, parcel: Dispatch): boolean {
    if (row.status !== 'PAYED') return false;
    const now = this.clock.now();
    this.confirm(row);
    if (isOpen(row.claim)) {
      row.claim.status = 'CANCEL_REJECT';
      row.claim.endedBy = 'SELLER';
    }
    row.status = 'DELIVERING';
    row.parcel = { ...parcel, sentAt: now, deliveredAt: null };
    const { courierCode, trackingNumber } = parcel;
    if (courierCode && trackingNumber) {
      this.shop.invoices.set(`${courierCode} ${trackingNumber}`, row.bundle.packageNumber);
    }
    recordChange(row, 'DISPATCHED', now);
    return true;
  }

  /** The seller approves an open request: refunded at once, for good. @evidence documented */
  approveCancel(row: ProductOrder): boolean {
    if (!isOpen(row.claim)) return false;
    this.#complete(row, row.claim);
    return true;
  }

  /**
   * The marketplace ends an open request in the buyer's favour: a 직권 취소. The words are documented; that the claim keeps
   * its number and shows as currentClaim.cancel is a guess.
   * @evidence assumed
   */
  #staffApprovesCancel(row: ProductOrder): boolean {
    if (!isOpen(row.claim)) return false;
    row.claim.type = 'ADMIN_CANCEL';
    this.#complete(row, row.claim);
    return true;
  }

  /**
   * A whole cancel makes the product order CANCELED; a partial one leaves its state, lowers remainQuantity and moves the
   * claim to completedClaims. The structure is documented, the behaviour is a guess.
   * @evidence assumed
   */
  #complete(row: ProductOrder, claim: Claim): void {
    claim.status = claim.type === 'CANCEL' ? 'CANCEL_DONE' : 'ADMIN_CANCEL_DONE';
    claim.completedAt = this.clock.now();
    row.remainQuantity -= claim.quantity;
    if (row.remainQuantity === 0) {
      row.status = 'CANCELED';
      row.claim = claim;
    } else {
      row.pastClaims.push(claim);
      row.claim = null;
    }
    recordChange(row, 'CLAIM_COMPLETED', claim.completedAt, claim);
  }

  /**
   * Before the confirmation a cancel is immediate and refunded at once; after it the seller has to approve; after dispatch
   * there is none. An unpaid order is cancelled at once and as a whole.
   * @evidence assumed
   */
  #requestCancel(row: ProductOrder, quantity: number, reason: string): boolean {
    const isImmediate = row.placeStatus === 'NOT_YET';
    if (row.status !== 'PAYED' && row.status !== 'PAYMENT_WAITING') return false;
    if (isOpen(row.claim) || !Number.isInteger(quantity) || quantity < 1 || quantity > row.remainQuantity) return false;
    if (row.status === 'PAYMENT_WAITING' && quantity < row.remainQuantity) return false;

    const now = this.clock.now();
    const claim = this.#newClaim(quantity, reason, isImmediate);
    if (row.claim) row.pastClaims.push(row.claim);
    if (isImmediate) {
      this.#complete(row, claim);
    } else {
      row.claim = claim;
      recordChange(row, 'CLAIM_REQUESTED', now);
    }
    return true;
  }

  /** Buyers give a text; a reason that is one of the marketplace's codes is taken as that code. @evidence assumed */
  #newClaim(quantity: number, reason: string, isImmediate: boolean): Claim {
    const requestedAt = this.clock.now();
    return {
      claimId: this.numbers.id('claim', requestedAt),
      type: 'CANCEL',
      status: 'CANCEL_REQUEST',
      quantity,
      reason: claimReasons.includes(reason) ? reason : 'SIMPLE_INTENT_CHANGED',
      detail: reason,
      requestedAt,
      completedAt: null,
      isImmediate,
      endedBy: null,
    };
  }

  /** The buyer takes the request back: PAYED stays, the claim says CANCEL_REJECT. @evidence assumed */
  #withdrawCancel(row: ProductOrder): boolean {
    if (!isOpen(row.claim)) return false;
    row.claim.status = 'CANCEL_REJECT';
    row.claim.endedBy = 'BUYER';
    recordChange(row, 'CLAIM_REJECTED', this.clock.now());
    return true;
  }

  /** The deposit pays the whole order. @evidence assumed */
  #pay(row: ProductOrder): boolean {
    if (row.status !== 'PAYMENT_WAITING') return false;
    const now = this.clock.now();
    row.order.paidAt = now;
    for (const sibling of unpaid(row)) {
      sibling.status = 'PAYED';
      recordChange(sibling, 'PAYED', now);
    }
    return true;
  }

  /** Not paid in time: a cancellation without a claim, of the whole order; the feed keeps PAY_WAITING. @evidence assumed */
  #lapse(row: ProductOrder): boolean {
    if (row.status !== 'PAYMENT_WAITING') return false;
    for (const sibling of unpaid(row)) {
      sibling.status = 'CANCELED_BY_NOPAYMENT';
      sibling.remainQuantity = 0;
    }
    return true;
  }

  /**
   * The address is the order's: it changes for all its product orders, as long as none of them was confirmed.
   * @evidence assumed
   */
  #changeAddress(row: ProductOrder, receiver: Receiver): boolean {
    const alive = row.order.productOrders.filter((sibling) => sibling.status !== 'CANCELED');
    const isAllowed = alive.every((sibling) => sibling.status === 'PAYED' && sibling.placeStatus === 'NOT_YET');
    if (row.status !== 'PAYED' || !isAllowed) return false;
    row.order.receiver = receiver;
    row.order.isAddressChanged = true;
    for (const sibling of alive) recordChange(sibling, 'DELIVERY_ADDRESS_CHANGED', this.clock.now());
    return true;
  }

  /** Automatic, by tracking; not an event of the feed. @evidence documented */
  #deliver(row: ProductOrder): boolean {
    if (row.status !== 'DELIVERING' || !row.parcel) return false;
    row.status = 'DELIVERED';
    row.parcel.deliveredAt = this.clock.now();
    return true;
  }

  /** From DELIVERED, and from DELIVERING for the buyer who is quicker than tracking. @evidence assumed */
  #confirmPurchase(row: ProductOrder): boolean {
    if (row.status !== 'DELIVERED' && row.status !== 'DELIVERING') return false;
    row.status = 'PURCHASE_DECIDED';
    row.decidedAt = this.clock.now();
    recordChange(row, 'PURCHASE_DECIDED', row.decidedAt);
    return true;
  }
}

const unpaid = (row: ProductOrder): ProductOrder[] =>
  row.order.productOrders.filter((sibling) => sibling.status === 'PAYMENT_WAITING');
