import type { Clock } from '../../src/base/clock.js';
import type { Dice } from '../../src/sandbox/dice.js';
import type { Moa } from '../support/moa.js';
import type { Ledger, LineHistory } from './history.js';
import { claimIdOf, keyOf } from './history.js';
import { isOfTimeAlone } from './limits.js';
import { statusOf } from './marketplaces.js';
import type { LineRow } from './oracle.js';
import { LINE, addressIn, addressOf, judgeLine } from './oracle.js';

interface Result {
  readonly response: boolean;
  readonly reason: string | null;
  readonly replayed: boolean;
  readonly error: { readonly code: string; readonly message: string; readonly channelMessage: string | null } | null;
  readonly order: LineRow | null;
  readonly affectedOrders: readonly LineRow[];
  readonly action: { readonly id: string; readonly attempts: number } | null;
}

const RESULT = `response reason replayed error { code message channelMessage }
  order { ${LINE} } affectedOrders { ${LINE} } action { id attempts }`;

const CONFIRM = `mutation ($ids: [ID!]!, $key: String) { results: confirmOrders(orderIds: $ids, idempotencyKey: $key) { ${RESULT} } }`;
const INVOICE = `mutation ($inputs: [RegisterInvoiceInput!]!) { results: registerInvoices(inputs: $inputs) { ${RESULT} } }`;
const APPROVE = `mutation ($ids: [ID!]!, $key: String) { results: approveCancels(cancellationIds: $ids, idempotencyKey: $key) { ${RESULT} } }`;

interface Parcel {
  readonly courier: string;
  readonly trackingNumber: string;
  readonly split: boolean;
  readonly force: boolean;
}

/** What came of a mutation, and what is wrong with that. */
interface Sent {
  readonly results: readonly Result[];
  readonly problems: string[];
}

interface Wish {
  readonly history: LineHistory;
  /** What must hold at the marketplace where the answer says that it was done. */
  readonly isDone: () => boolean;
  /** Nothing speaks against it: it must succeed. */
  readonly isSure: boolean;
}

const SHIPPED = ['DISPATCHED', 'IN_TRANSIT', 'DELIVERED', 'PURCHASE_CONFIRMED'];

/** What a refused or done write may answer; anything else means that nobody knows. */
const REFUSALS = new Set([
  'WRONG_STATE',
  'CANCEL_PENDING',
  'ADDRESS_CHANGED',
  'BAD_INPUT',
  'DUPLICATE',
  'UNSUPPORTED',
  'CHANNEL_REJECTED',
]);

/** Confirms, ships and approves through GraphQL, and holds every answer against what the marketplaces did. */
export class Writes {
  #parcels = 0;
  #keys = 0;
  readonly #used: string[] = [];

  constructor(
    private readonly moa: Moa,
    private readonly clock: Clock,
    private readonly ledgers: readonly Ledger[],
    private readonly dice: Dice,
    private readonly seed: number,
    private readonly log: (text: string) => void,
  ) {}

  /** @returns what is wrong with the answer or the deed. */
  async act(): Promise<string[]> {
    this.#note();
    const kind = this.dice.pick(['CONFIRM', 'CONFIRM', 'INVOICE', 'INVOICE', 'INVOICE', 'APPROVE', 'APPROVE']);
    if (kind === 'CONFIRM') return this.#confirm();
    return kind === 'INVOICE' ? this.#invoice() : this.#approve();
  }

  async #confirm(): Promise<string[]> {
    const lines = this.#choose((line) => statusNow(line) === 'PAID', this.dice.whole(1, 3));
    if (lines.length === 0) return [];
    const key = this.#key();
    this.log(`confirm ${lines.map(({ name }) => name).join(', ')}`);
    const wishes = lines.map((history) => ({
      history,
      isDone: () => [...SHIPPED, 'CONFIRMED'].includes(statusNow(history)),
      isSure: this.#together(history).every(
        (line) => statusNow(line) === 'PAID' && line.now.openCancelQuantity === null,
      ),
    }));
    const sent = await this.#send(CONFIRM, { ids: lines.map(({ nodeId }) => nodeId), key }, wishes, () => []);
    // A confirmed order is shown with the address of that moment.
    for (const row of sent.results.flatMap(({ response, affectedOrders }) => (response ? affectedOrders : []))) {
      const history = this.#find(row);
      if (history) history.shownAddress = addressIn(row);
    }
    return sent.problems;
  }

  async #invoice(): Promise<string[]> {
    const [history] = this.#choose((line) => ['CONFIRMED', 'PAID'].includes(statusNow(line)), 1);
    if (!history) return [];
    const isReused = this.#used.length > 0 && this.dice.roll() < 0.1;
    const parcel: Parcel = {
      courier: this.dice.pick(['CJ_LOGISTICS', 'LOTTE']),
      trackingNumber: isReused ? this.dice.pick(this.#used as [string]) : this.#parcel(),
      split: this.dice.roll() < 0.15,
      force: this.dice.roll() < 0.15,
    };
    const isSure = !isReused && !parcel.split && this.#together(history).every(isReady);
    const { problems, results } = await this.#ship(history, parcel, isSure, null);
    const [refused] = results;
    if (refused?.error?.code !== 'ADDRESS_CHANGED' || !refused.order || this.dice.roll() < 0.4) return problems;
    // The seller looks at the new address, prints the label anew and says so.
    for (const line of this.#together(history)) line.shownAddress = addressIn(refused.order);
    const again = await this.#ship(history, parcel, false, refused.order.addressVersion);
    return [...problems, ...again.problems];
  }

  async #ship(
    history: LineHistory,
    parcel: Parcel,
    isSure: boolean,
    acknowledgedAddressVersion: string | null,
  ): Promise<Sent> {
    const { courier, trackingNumber, split, force } = parcel;
    const flags = { split, force, acknowledged: acknowledgedAddressVersion !== null, sure: isSure };
    const flagged = Object.entries(flags).flatMap(([flag, isSet]) => (isSet ? [flag] : []));
    this.log(`invoice ${[history.name, courier, trackingNumber, ...flagged].join(' ')}`);
    const unit = this.#together(history);
    const before = new Map(
      unit.map((line) => [line, { address: line.shownAddress, open: line.now.openCancelQuantity }]),
    );
    const input = { orderId: history.nodeId, ...parcel, acknowledgedAddressVersion, idempotencyKey: this.#key() };
    const code = history.ledger.book.couriers[courier];
    const isDone = (): boolean =>
      history.now.trackingNumber === trackingNumber &&
      history.now.courierCode === code &&
      SHIPPED.includes(statusNow(history));
    return this.#send(INVOICE, { inputs: [input] }, [{ history, isDone, isSure }], (line) => {
      const was = before.get(line);
      if (!was) return [`${line.name} was shipped with ${history.name}`];
      const problems: string[] = [];
      if (was.open !== null && !force) problems.push(`${line.name} was shipped although its cancel was asked for`);
      if (was.address !== null && was.address !== addressOf(line)) {
        problems.push(`${line.name} was shipped to an address that nobody was shown`);
      }
      return problems;
    });
  }

  async #approve(): Promise<string[]> {
    const known = this.ledgers
      .flatMap(({ lines }) => [...lines.values()])
      .flatMap((history) => history.now.cancellations.map((claim) => ({ history, claim })))
      .filter(({ history, claim }) => history.claimIds.has(claimIdOf(claim)));
    const open = known.filter(({ claim }) => claim.state === 'REQUESTED');
    const from = open.length > 0 && this.dice.roll() < 0.8 ? open : known;
    if (from.length === 0) return [];
    const { history, claim } = from[this.dice.whole(0, from.length - 1)]!;
    const id = history.claimIds.get(claimIdOf(claim))!;
    this.log(`approve ${history.name} claim ${claimIdOf(claim)} (${claim.state})`);
    const wish = {
      history,
      isDone: () => history.standingOf(claim)?.state === 'COMPLETED',
      isSure: claim.state === 'REQUESTED',
    };
    return (await this.#send(APPROVE, { ids: [id], key: this.#key() }, [wish], () => [])).problems;
  }

  /** Sends a mutation, sometimes twice under the same key, and judges what it says it did by what was done. */
  async #send(
    source: string,
    variables: Record<string, unknown>,
    wishes: readonly Wish[],
    judgeChange: (line: LineHistory) => string[],
  ): Promise<Sent> {
    const { results } = await this.moa.query<{ results: readonly Result[] }>(source, variables);
    const changed = this.#note();
    const problems = results.flatMap((result, index) => this.#judge(result, wishes[index]!));
    this.log(
      `  ${results.map(({ response, error }) => `${response} ${error?.code ?? ''}`).join(', ')}; changed ${changed.length}`,
    );
    const affected = new Set(results.flatMap(({ affectedOrders }) => affectedOrders.map((row) => this.#find(row))));
    for (const line of changed) {
      // What was cancelled before may get the invoice of its box; nothing of it is sent.
      if (line.versions.at(-2)?.line.nativeStatus === line.now.nativeStatus && statusNow(line) === 'CANCELED') continue;
      if (!affected.has(line)) problems.push(`${line.name} was changed, and is not among affectedOrders`);
      problems.push(...judgeChange(line));
    }
    if (results.every(({ response }) => !response) && changed.length > 0)
      problems.push('refused, yet something changed');
    if (this.dice.roll() < 0.15) problems.push(...(await this.#repeat(source, variables, results)));
    return { results, problems };
  }

  #judge(result: Result, { history, isDone, isSure }: Wish): string[] {
    const { response, error, order } = result;
    const problems: string[] = [];
    const outcome = `${history.name}: ${response} ${error?.code ?? ''} ${error?.message ?? ''} ${error?.channelMessage ?? ''}`;
    if (response && !isDone()) problems.push(`${outcome}: but it is not done`);
    if (response && error && error.code !== 'ALREADY_DONE') problems.push(`${outcome}: done with an error`);
    if (!response && !REFUSALS.has(error?.code ?? '')) problems.push(`${outcome}: not a refusal`);
    if (!response && isSure) problems.push(`${outcome}: nothing spoke against it`);
    if (order) {
      // What was done before is known from an older copy.
      const since = response && !error ? this.clock.now() : -Infinity;
      problems.push(...judgeLine(order, history, since, 'TRUE'));
    }
    return problems;
  }

  /** The same key again: the same answer, and nothing is sent. What never left is looked at anew, to the same end. */
  async #repeat(source: string, variables: Record<string, unknown>, before: readonly Result[]): Promise<string[]> {
    const calls = (): number => this.ledgers.reduce((sum, { channelId }) => sum + this.moa.calls(channelId).length, 0);
    const callsBefore = calls();
    const { results } = await this.moa.query<{ results: readonly Result[] }>(source, variables);
    const problems: string[] = [];
    if (this.#note().length > 0) problems.push('a repeat changed something');
    const haveLeft = before.map(({ action }) => (action?.attempts ?? 0) > 0);
    if (haveLeft.every(Boolean) && calls() > callsBefore) problems.push('a repeat called a marketplace');
    results.forEach(({ response, replayed, action }, index) => {
      const was = before[index]!;
      if (response !== was.response) problems.push(`a repeat answered ${response}`);
      if (haveLeft[index] && (!replayed || action?.id !== was.action?.id)) problems.push('a repeat was not replayed');
    });
    return problems;
  }

  /** Writes down what changed. @returns the lines that somebody changed; time alone may have done the rest. */
  #note(): LineHistory[] {
    const changed = this.ledgers.flatMap((ledger) => ledger.note());
    return changed.filter((line) => !isOfTimeAlone(line, this.clock.now()));
  }

  /** Known lines, mostly ones that suit. */
  #choose(suits: (line: LineHistory) => boolean, count: number): LineHistory[] {
    const known = this.ledgers.flatMap(({ lines }) => [...lines.values()]).filter(({ nodeId }) => nodeId !== null);
    const suitable = known.filter(suits);
    const from = suitable.length > 0 && this.dice.roll() < 0.85 ? suitable : known;
    const chosen = Array.from({ length: count }, () => from[this.dice.whole(0, Math.max(from.length - 1, 0))]);
    return [...new Set(chosen)].filter((line) => line !== undefined);
  }

  /** Lines that may go with it: of the same order, living. */
  #together(history: LineHistory): LineHistory[] {
    return history.ledger
      .siblings(history)
      .filter(
        (line) =>
          line === history || (line.now.bundleNumber === history.now.bundleNumber && statusNow(line) !== 'CANCELED'),
      );
  }

  #find(row: LineRow): LineHistory | undefined {
    return this.ledgers.find(({ channelId }) => channelId === row.channel.id)?.lines.get(keyOf(row));
  }

  #parcel(): string {
    this.#parcels += 1;
    const number = `6${String(this.seed).padStart(6, '0').slice(-6)}${String(this.#parcels).padStart(5, '0')}`;
    this.#used.push(number);
    return number;
  }

  #key(): string {
    this.#keys += 1;
    return `model-${this.seed}-${this.#keys}`;
  }
}

/** Nothing speaks against shipping it: confirmed, nothing asked for, never moved, never split. */
const isReady = (line: LineHistory): boolean =>
  statusNow(line) === 'CONFIRMED' &&
  line.now.openCancelQuantity === null &&
  line.versions.every(
    ({ line: then }) =>
      then.bundleNumber === line.placed.bundleNumber &&
      JSON.stringify(then.receiver) === JSON.stringify(line.now.receiver),
  );

const statusNow = ({ ledger, now, isPurchaseConfirmed }: LineHistory): string =>
  statusOf(ledger.book, now.nativeStatus, isPurchaseConfirmed);
