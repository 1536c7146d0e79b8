import type { Channel, ChannelDefinition } from './channel.js';
import { HOUR } from '../base/time.js';
import { CancellationStatus } from '../model/cancellation.js';
import { Capability } from '../model/marketplace.js';
import { OrderStatus } from '../model/order.js';

/** What a marketplace allows in one call of one capability; null where it has no such limit. */
export interface CapabilityLimit {
  readonly capability: Capability;
  readonly maxWindowHours: number | null;
  readonly maxRows: number | null;
  readonly pageSize: number | null;
  readonly maxBatch: number | null;
  readonly callsPerMinute: number | null;
}

type Facts = Partial<Omit<CapabilityLimit, 'capability' | 'callsPerMinute'>>;

/** Capabilities and their limits follow from what the channel has: presence is the only flag. */
export function limitsOf(channel: Channel, definition: ChannelDefinition): CapabilityLimit[] {
  return [...factsOf(channel)].map(([capability, facts]) => ({
    capability,
    maxWindowHours: facts.maxWindowHours ?? null,
    maxRows: facts.maxRows ?? null,
    pageSize: facts.pageSize ?? null,
    maxBatch: facts.maxBatch ?? null,
    callsPerMinute: callsPerMinute(definition, capability),
  }));
}

export const capabilitiesOf = (channel: Channel): Capability[] => [...factsOf(channel).keys()];

function factsOf(channel: Channel): Map<Capability, Facts> {
  const facts = new Map<Capability, Facts>();
  const listings = channel.orders?.listings ?? [];
  const claims = channel.cancellations?.listings ?? [];
  const unpaid = listings.filter(({ statuses }) => statuses.includes(OrderStatus.PAYMENT_PENDING));
  const withdrawn = claims.filter(({ statuses }) => statuses.includes(CancellationStatus.WITHDRAWN));
  if (listings.length > 0) facts.set(Capability.LIST_ORDERS, listFacts(listings));
  if (channel.orders) facts.set(Capability.GET_ORDERS, { maxBatch: channel.orders.lookup.maxBatch });
  if (unpaid.length > 0) facts.set(Capability.LIST_UNPAID_ORDERS, listFacts(unpaid));
  if (claims.length > 0) facts.set(Capability.LIST_CANCELLATIONS, listFacts(claims));
  if (withdrawn.length > 0) facts.set(Capability.LIST_WITHDRAWN_CANCELLATIONS, listFacts(withdrawn));
  if (channel.placeSupplierOrder) facts.set(Capability.PLACE_SUPPLIER_ORDER, { maxBatch: 1 });
  if (channel.fulfilments) {
    const { longest, pageSize } = channel.fulfilments;
    facts.set(Capability.LIST_FULFILMENTS, { maxWindowHours: Math.floor(longest / HOUR), pageSize });
  }
  for (const [capability, write] of writesOf(channel)) {
    if (write) facts.set(capability, { maxBatch: write.maxBatch });
  }
  if (channel.fulfilments) {
    const { longest, pageSize } = channel.fulfilments;
    facts.set(Capability.LIST_FULFILMENTS, { maxWindowHours: Math.floor(longest / HOUR), pageSize });
  }
  return facts;
}

const writesOf = (channel: Channel): [Capability, { readonly maxBatch: number } | undefined][] => [
  [Capability.CONFIRM_ORDER, channel.confirmOrder],
  [Capability.REGISTER_INVOICE, channel.registerInvoice],
  [Capability.UPDATE_INVOICE, channel.updateInvoice],
  [Capability.APPROVE_CANCEL, channel.approveCancel],
  [Capability.REJECT_CANCEL, channel.rejectCancel],
  [Capability.CANCEL_ORDER, channel.cancelOrder],
  [Capability.DELAY_DISPATCH, channel.delayDispatch],
  [Capability.MARK_DELIVERED, channel.markDelivered],
];

interface ListShape {
  readonly window: { readonly longest: number };
  readonly pageSize?: number;
  readonly maxRows?: number;
}

/** The tightest of several listings. */
const listFacts = (listings: readonly ListShape[]): Facts => ({
  maxWindowHours: Math.floor(Math.min(...listings.map(({ window }) => window.longest)) / HOUR),
  pageSize: least(listings.map(({ pageSize }) => pageSize)),
  maxRows: least(listings.map(({ maxRows }) => maxRows)),
});

const least = (values: readonly (number | undefined)[]): number | null => {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? Math.min(...known) : null;
};

/** What the marketplace documents of its rates; the tightest where several groups may count the call. */
function callsPerMinute({ ratesAreDocumented, rates, limitedBy }: ChannelDefinition, capability: Capability) {
  if (!ratesAreDocumented) return null;
  const group = limitedBy?.[capability];
  const binding = limitedBy ? [rates[group ?? '']] : Object.values(rates);
  const perMinute = binding.flatMap((rule) => (rule ? [Math.floor((rule.calls * 60_000) / rule.perMs)] : []));
  return perMinute.length > 0 ? Math.min(...perMinute) : null;
}
