import { MINUTE, SECOND } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import type { FaultKind } from '../../../src/sandbox/faults.js';
import { anOrder } from '../../support/orders.js';
import type { ChannelFacts } from '../facts.js';
import type { ActionResult } from '../operations.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, faultsAt, inOrder } from '../world.js';

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

const prepareInvoice: Prepare = async (world) => {
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

/** Real time: emulators answer well within it. */
const HANGING_MS = 400;

/** The marketplace acted and its answer was lost. */
const LOST: readonly FaultKind[] = ['LOSE_ANSWER', 'TRUNCATED'];
/** The marketplace did not act, and nothing of its answer says so. */
const SILENT: readonly FaultKind[] = ['TIMEOUT', 'REFUSE_CONNECTION', 'HTML', 'INTERNAL'];

async function inWorlds(
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

type WriteName = 'confirm' | 'registerInvoice' | 'approveCancel';

async function survivesLostAnswers(
  world: World,
  facts: ChannelFacts,
  write: WriteName,
  prepare: Prepare,
): Promise<void> {
  await inWorlds(world, LOST, async (one, kind) => {
    const { ask, isDone } = await prepare(one, facts);
    one.host.inject({ kind, ...faultsAt(facts.calls[write]) });

    const result = await ask();

    expect([kind, isDone(), result.response, result.error, result.action?.state]).toEqual([
      kind,
      true,
      true,
      null,
      'SUCCEEDED',
    ]);
    expect(await ask()).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
    expect(one.sent(facts.calls[write])).toHaveLength(1);
  });
}

async function survivesSilence(world: World, facts: ChannelFacts, write: WriteName, prepare: Prepare): Promise<void> {
  await inWorlds(world, SILENT, async (one, kind) => {
    const { ask, isDone } = await prepare(one, facts);
    one.host.inject({ kind, ...faultsAt(facts.calls[write]) });

    const result = await ask();
    const atOnce = await ask();

    for (const { response, error, action } of [result, atOnce]) {
      expect([kind, response, error?.code, action?.state]).toEqual([kind, false, 'OUTCOME_UNKNOWN', 'UNKNOWN']);
    }
    expect([kind, isDone(), one.sent(facts.calls[write]).length]).toEqual([kind, false, 1]);

    await one.clock.advance(MINUTE + SECOND);
    expect([kind, (await ask()).response, isDone()]).toEqual([kind, true, true]);
    expect(one.sent(facts.calls[write])).toHaveLength(2);
  });
}

async function failsWhenTurnedAway(
  world: World,
  facts: ChannelFacts,
  write: WriteName,
  prepare: Prepare,
): Promise<void> {
  const { ask, isDone } = await prepare(world, facts);
  world.host.inject({ kind: 'RATE_LIMITED', ...faultsAt(facts.calls[write]) });

  const result = await ask();

  expect(result).toMatchObject({ response: false, error: { code: 'CHANNEL_RATE_LIMITED', retryable: true } });
  expect([result.action?.state, isDone()]).toEqual(['FAILED', false]);
  expect(world.sent(facts.calls[write])).toHaveLength(1);
  await world.clock.advance(MINUTE);
  expect([(await ask()).response, isDone()]).toEqual([true, true]);
}

const writes = [
  { name: 'confirm', prepare: prepareConfirm, needs: has(Capability.CONFIRM_ORDER) },
  { name: 'registerInvoice', prepare: prepareInvoice, needs: has(Capability.REGISTER_INVOICE) },
  {
    name: 'approveCancel',
    prepare: prepareApproval,
    needs: has(Capability.APPROVE_CANCEL, Capability.LIST_CANCELLATIONS),
  },
] as const;

/** FLT-1x confirm, FLT-2x registerInvoice, FLT-3x approveCancel. */
const writeRules = writes.flatMap(({ name, prepare, needs }, index) => [
  rule(
    `FLT-${index + 1}1`,
    `MUST read back a ${name} whose answer was lost, report it as done and not send it again.`,
    (world, facts) => survivesLostAnswers(world, facts, name, prepare),
    needs,
  ),
  rule(
    `FLT-${index + 1}2`,
    `MUST call a ${name} without answer or effect unknown, not send it again for a minute, and do it after that.`,
    (world, facts) => survivesSilence(world, facts, name, prepare),
    needs,
  ),
  rule(
    `FLT-${index + 1}3`,
    `MUST call a ${name} that was turned away for its rate failed, and do it when asked again.`,
    (world, facts) => failsWhenTurnedAway(world, facts, name, prepare),
    needs,
  ),
]);

async function survivesRepeatedPages(world: World, count: number): Promise<void> {
  const sizes = world.subject.channel.orders!.listings.map(({ pageSize }) => pageSize ?? 1);
  const placed = Array.from({ length: 2 * Math.min(...sizes) + 1 }, (_, index) => {
    const orderedAt = EARLIER + index * SECOND;
    return world.placeOne(anOrder({ orderedAt })).orderNumber;
  });
  world.host.inject({ kind: 'REPEAT_PAGE', count });
  try {
    const first = await world.orders({}, { maxAge: 0 });
    const numbers = inOrder(first.nodes);
    expect(numbers).toEqual([...new Set(numbers)]);
    if (first.channels[0]?.error === null) expect(numbers).toEqual(placed);
    expect(world.sent().length).toBeLessThan(60);

    world.host.clearFaults();
    await world.clock.advance(15 * MINUTE);
    const { nodes, channels } = await world.orders({}, { maxAge: 0 });
    expect(inOrder(nodes)).toEqual(placed);
    expect(channels).toMatchObject([{ outcome: 'FRESH', error: null }]);
  } finally {
    await world.close();
  }
}

export const faultRules = [
  rule(
    'FLT-01',
    'MUST neither loop nor double nor lose orders without a word when a page comes again.',
    async (world) => {
      for (const count of [1, 1_000]) await survivesRepeatedPages(await world.another(), count);
    },
    has(Capability.LIST_ORDERS),
  ),

  rule(
    'FLT-02',
    'MUST ask again when a read fails in a way that passes, and answer as if nothing was.',
    async (world, { spendsTokens }) => {
      const passing = ['INTERNAL', 'RATE_LIMITED', 'REFUSE_CONNECTION', 'LOSE_ANSWER', 'TRUNCATED', 'TIMEOUT'] as const;
      await inWorlds(world, passing, async (one, kind) => {
        if (spendsTokens) await one.orders();
        const line = one.placeOne(anOrder({ orderedAt: EARLIER }));
        one.host.inject({ kind });

        const { nodes, channels } = await one.orders({}, { maxAge: 0 });

        expect([kind, channels[0]?.outcome, channels[0]?.error]).toEqual([kind, 'FRESH', null]);
        expect(nodes.map(({ orderNumber }) => orderNumber)).toEqual([line.orderNumber]);
      });
    },
  ),

  rule(
    'FLT-03',
    'MUST dispatch nothing when it can not read what stands in its way.',
    async (world, facts) => {
      for (const kind of ['INTERNAL', 'HTML', 'RATE_LIMITED', 'REFUSE_CONNECTION', 'TRUNCATED'] as const) {
        const { ask, isDone } = await prepareInvoice(world, facts);
        world.clearCalls();
        world.host.inject({ kind, count: 1_000 });

        const result = await ask();

        expect([kind, result.response, result.action?.state ?? 'FAILED']).toEqual([kind, false, 'FAILED']);
        expect(result.error?.code).toMatch(/^CHANNEL_/);
        expect([kind, world.sent(facts.calls.registerInvoice), isDone()]).toEqual([kind, [], false]);
        world.host.clearFaults();
        await world.clock.advance(15 * MINUTE);
      }
    },
    has(Capability.REGISTER_INVOICE),
  ),

  rule(
    'FLT-04',
    'MUST not send again what may have been done while it can not read back, and find out when it can.',
    async (world, facts) => {
      const { ask, isDone } = await prepareInvoice(world, facts);
      world.host.inject({ kind: 'LOSE_ANSWER', ...faultsAt(facts.calls.registerInvoice) });
      world.host.emulator.lines();
      const asked = ask();
      await until(world, () => isDone());
      world.host.inject({ kind: 'INTERNAL', count: 1_000 });

      expect(await asked).toMatchObject({ response: false, error: { code: 'OUTCOME_UNKNOWN' } });
      await world.clock.advance(2 * MINUTE);
      expect((await ask()).response).toBe(false);
      world.host.clearFaults();
      await world.clock.advance(15 * MINUTE);

      expect(await ask()).toMatchObject({ response: true, action: { state: 'SUCCEEDED', attempts: 1 } });
      expect(world.sent(facts.calls.registerInvoice)).toHaveLength(1);
    },
    has(Capability.REGISTER_INVOICE),
  ),

  ...writeRules,
];

/** Lets the event loop turn until something has happened on the wire. */
async function until(world: World, happened: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100_000 && !happened(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  if (!happened()) throw new Error(`it did not happen; calls: ${world.sent().join('\n')}`);
}
