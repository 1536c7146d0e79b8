import { MINUTE, SECOND } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import type { FaultKind } from '../../../src/sandbox/faults.js';
import { anOrder } from '../../support/orders.js';
import type { ChannelFacts, WriteCall } from '../facts.js';
import type { ActionResult } from '../operations.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, faultsAt } from '../world.js';

/** A write that is ready to be asked for. */
interface Prepared {
  readonly line: PlacedLine;
  /** Asks for it; each time the same. */
  readonly ask: () => Promise<ActionResult>;
  /** Whether the marketplace has carried it out. */
  readonly isDone: () => boolean;
}

type Prepare = (world: World, facts: ChannelFacts) => Promise<Prepared>;

const prepareConfirm: Prepare = async (world, facts) => {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  const [id] = await world.ids([line]);
  return {
    line,
    ask: () => world.confirm(id!),
    isDone: () => world.truth(line).nativeStatus === facts.channelStatuses.CONFIRMED,
  };
};

export const prepareInvoice: Prepare = async (world) => {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  const [id] = await world.ids([line]);
  const trackingNumber = world.nextParcel();
  return {
    line,
    ask: () => world.register(id!, { trackingNumber }),
    isDone: () => world.truth(line).trackingNumber === trackingNumber,
  };
};

const prepareApproval: Prepare = async (world) => {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  world.requestCancel(line);
  await world.clock.advance(A_WHILE);
  const { id } = await world.claimOf(line);
  return { line, ask: () => world.approve(id), isDone: () => world.isGranted(line, 3) };
};

/** Travels under an invoice of the seller's back office, which is to be changed. */
const prepareInvoiceChange: Prepare = async (world) => {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  world.dispatchOutside(line);
  const [id] = await world.ids([line]);
  const trackingNumber = world.nextParcel();
  return {
    line,
    ask: () => world.updateInvoice(id!, { trackingNumber }),
    isDone: () => world.truth(line).trackingNumber === trackingNumber,
  };
};

const prepareSellerCancel: Prepare = async (world) => {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  const [id] = await world.ids([line]);
  return { line, ask: () => world.cancelOrder(id!), isDone: () => world.truth(line).canceledQuantity === 3 };
};

const prepareDelivery: Prepare = async (world, facts) => {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  world.dispatchOutside(line);
  const [id] = await world.ids([line]);
  return {
    line,
    ask: () => world.markDelivered(id!),
    isDone: () => world.truth(line).nativeStatus === facts.channelStatuses.DELIVERED,
  };
};

/** Real time: emulators answer well within it. */
const HANGING_MS = 400;

/** The marketplace acted and its answer was lost. */
const LOST: readonly FaultKind[] = ['LOSE_ANSWER', 'TRUNCATED'];
/** The marketplace did not act, and nothing of its answer says so. */
const SILENT: readonly FaultKind[] = ['TIMEOUT', 'REFUSE_CONNECTION', 'HTML', 'INTERNAL'];

export async function inWorlds(
  world: World,
  kinds: readonly FaultKind[],
  run: (one: World, kind: FaultKind) => Promise<void>,
) {
  for (const kind of kinds) {
    const one = await world.another(kind === 'TIMEOUT' ? { mostTimeoutMs: HANGING_MS } : {});
    try {
      await run(one, kind);
    } finally {
      await one.close();
    }
  }
}

async function survivesLostAnswers(
  world: World,
  facts: ChannelFacts,
  call: WriteCall,
  prepare: Prepare,
): Promise<void> {
  await inWorlds(world, LOST, async (one, kind) => {
    const { ask, isDone } = await prepare(one, facts);
    one.host.inject({ kind, ...faultsAt(call) });

    const result = await ask();

    expect([kind, isDone(), result.response, result.error, result.action?.state]).toEqual([
      kind,
      true,
      true,
      null,
      'SUCCEEDED',
    ]);
    expect(await ask()).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
    expect(one.sent(call)).toHaveLength(1);
  });
}

async function survivesSilence(world: World, facts: ChannelFacts, call: WriteCall, prepare: Prepare): Promise<void> {
  await inWorlds(world, SILENT, async (one, kind) => {
    const { ask, isDone } = await prepare(one, facts);
    one.host.inject({ kind, ...faultsAt(call) });

    const result = await ask();
    const atOnce = await ask();

    for (const { response, error, action } of [result, atOnce]) {
      expect([kind, response, error?.code, action?.state]).toEqual([kind, false, 'OUTCOME_UNKNOWN', 'UNKNOWN']);
    }
    expect([kind, isDone(), one.sent(call).length]).toEqual([kind, false, 1]);

    await one.clock.advance(MINUTE + SECOND);
    expect([kind, (await ask()).response, isDone()]).toEqual([kind, true, true]);
    expect(one.sent(call)).toHaveLength(2);
  });
}

async function failsWhenTurnedAway(
  world: World,
  facts: ChannelFacts,
  call: WriteCall,
  prepare: Prepare,
): Promise<void> {
  const { ask, isDone } = await prepare(world, facts);
  world.host.inject({ kind: 'RATE_LIMITED', ...faultsAt(call) });

  const result = await ask();

  expect(result).toMatchObject({ response: false, error: { code: 'CHANNEL_RATE_LIMITED', retryable: true } });
  expect([result.action?.state, isDone()]).toEqual(['FAILED', false]);
  expect(world.sent(call)).toHaveLength(1);
  await world.clock.advance(MINUTE);
  expect([(await ask()).response, isDone()]).toEqual([true, true]);
}

const writes = [
  { digit: 1, name: 'confirm', prepare: prepareConfirm, needs: has(Capability.CONFIRM_ORDER) },
  { digit: 2, name: 'registerInvoice', prepare: prepareInvoice, needs: has(Capability.REGISTER_INVOICE) },
  {
    digit: 3,
    name: 'approveCancel',
    prepare: prepareApproval,
    needs: has(Capability.APPROVE_CANCEL, Capability.LIST_CANCELLATIONS),
  },
  { digit: 4, name: 'updateInvoice', prepare: prepareInvoiceChange, needs: has(Capability.UPDATE_INVOICE) },
  { digit: 5, name: 'cancelOrder', prepare: prepareSellerCancel, needs: has(Capability.CANCEL_ORDER) },
  { digit: 6, name: 'markDelivered', prepare: prepareDelivery, needs: has(Capability.MARK_DELIVERED) },
] as const;

/** FLT-11 to FLT-13 confirm, FLT-21 to FLT-23 registerInvoice, and so on. */
export const writeFaultRules = writes.flatMap(({ digit, name, prepare, needs }) => [
  rule(
    `FLT-${digit}1`,
    `MUST read back a ${name} whose answer was lost, report it as done and not send it again.`,
    (world, facts) => survivesLostAnswers(world, facts, facts.calls[name]!, prepare),
    needs,
  ),
  rule(
    `FLT-${digit}2`,
    `MUST call a ${name} without answer or effect unknown, not send it again for a minute, and do it after that.`,
    (world, facts) => survivesSilence(world, facts, facts.calls[name]!, prepare),
    needs,
  ),
  rule(
    `FLT-${digit}3`,
    `MUST call a ${name} that was turned away for its rate failed, and do it when asked again.`,
    (world, facts) => failsWhenTurnedAway(world, facts, facts.calls[name]!, prepare),
    needs,
  ),
]);

/** Lets the event loop turn until something has happened on the wire. */
export async function until(world: World, happened: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100_000 && !happened(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  if (!happened()) throw new Error(`it did not happen; calls: ${world.sent().join('\n')}`);
}
