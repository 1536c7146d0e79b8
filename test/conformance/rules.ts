import { channelRules } from './rules/channel.js';
import { claimRules } from './rules/claims.js';
import { confirmRules } from './rules/confirm.js';
import { approveRules } from './rules/approve.js';
import { faultRules } from './rules/faults.js';
import { idempotencyRules } from './rules/idempotency.js';
import { invoiceRules } from './rules/invoices.js';
import { limitRules } from './rules/limits.js';
import { readRules } from './rules/reads.js';
import { delayRules } from './rules/delays.js';
import { deliveryRules } from './rules/deliveries.js';
import { invoiceChangeRules } from './rules/invoice-changes.js';
import { rejectRules } from './rules/rejections.js';
import { sellerCancelRules } from './rules/seller-cancels.js';
import { unpaidRules } from './rules/unpaid.js';
import type { Rule } from './rule.js';

/** What every channel owes its users, in the order in which it runs. */
export const rules: readonly Rule[] = [
  ...channelRules,
  ...readRules,
  ...unpaidRules,
  ...claimRules,
  ...confirmRules,
  ...invoiceRules,
  ...approveRules,
  ...rejectRules,
  ...sellerCancelRules,
  ...invoiceChangeRules,
  ...delayRules,
  ...deliveryRules,
  ...idempotencyRules,
  ...limitRules,
  ...faultRules,
];
