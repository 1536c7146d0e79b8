import { DAY, HOUR } from '../base/time.js';
import type { Customs } from './customs.js';
import type { OutsideEvent } from './emulator.js';
import type { BasketWishes } from './goods.js';

/** A step of an order's life, and how long after the one before it comes. */
export interface Step {
  readonly kind: OutsideEvent['kind'];
  readonly after: readonly [least: number, most: number];
  /** Of how many lines; default all. */
  readonly of?: 'FIRST_LINE';
  /** REQUEST_CANCEL alone: pieces; default all. */
  readonly quantity?: number;
}

/** One kind of life, and how many orders live it. */
export interface Story {
  readonly name: string;
  readonly count: number;
  /** How long ago the order came in. */
  readonly age: readonly [least: number, most: number];
  readonly isUnpaidAtFirst?: boolean;
  readonly wishes?: BasketWishes;
  readonly steps: readonly Step[];
}

const step = (kind: Step['kind'], least: number, most: number, more: Partial<Step> = {}): Step => ({
  kind,
  after: [least * HOUR, most * HOUR],
  ...more,
});

const confirm = step('CONFIRM', 0.5, 3);
const dispatch = step('DISPATCH', 2, 12);
const finish = step('CONFIRM_PURCHASE', 24, 120);
const ask = step('REQUEST_CANCEL', 1, 5, { of: 'FIRST_LINE' });
const withdraw = step('WITHDRAW_CANCEL', 1, 8, { of: 'FIRST_LINE' });
const shipped = [confirm, dispatch];

/** The way from dispatch to the door, in as many steps as the marketplace tells. */
const deliverIn = (scans: number): Step[] =>
  Array.from({ length: scans }, () => step('DELIVER', 20 / scans, 40 / scans));

/** How far back orders are asked for usually, where each costs a look-up. */
const COSTLY_DAYS = 7 * DAY;

/** Some pieces, where a buyer may ask so; else all of a line. */
const part = ({ cancelsParts }: Customs): Partial<Step> => (cancelsParts ? { quantity: 1 } : {});

/** Cancels before the confirmation; where those need approval too, they get it. */
const early = ({ cancelsAtOnce }: Customs): Step[] =>
  cancelsAtOnce ? [] : [step('MARKETPLACE_APPROVES_CANCEL', 0.2, 1)];

/** The last days: mostly new, so that there is something to do. The least ages leave time for the steps. */
function recent(customs: Customs): readonly Story[] {
  const waiting: Story['age'] = [9 * HOUR, (customs.grantsOldCancels ? 20 : 60) * HOUR];
  return [
    { name: 'paid', count: 12, age: [0.2 * HOUR, 46 * HOUR], steps: [] },
    { name: 'moved', count: 2, age: [3 * HOUR, 40 * HOUR], steps: [step('CHANGE_ADDRESS', 0.2, 2)] },
    { name: 'confirmed', count: 6, age: [4 * HOUR, 60 * HOUR], steps: [confirm] },
    { name: 'cancel asked', count: 1, age: waiting, wishes: { isSingle: true }, steps: [confirm, ask] },
    {
      name: 'part cancel asked',
      count: 1,
      age: waiting,
      wishes: { leastQuantity: 2 },
      steps: [confirm, { ...ask, ...part(customs) }],
    },
    { name: 'cancel withdrawn', count: 1, age: [18 * HOUR, 60 * HOUR], steps: [confirm, ask, withdraw] },
  ];
}

const past = (customs: Customs, deliver: readonly Step[]): readonly Story[] => [
  {
    name: 'canceled at once',
    count: 4,
    age: [5 * HOUR, 29 * DAY],
    steps: [step('REQUEST_CANCEL', 0.2, 4), ...early(customs)],
  },
  {
    name: 'part canceled at once',
    count: 1,
    age: [4 * DAY, 20 * DAY],
    wishes: { leastQuantity: 2 },
    steps: [{ ...ask, ...part(customs) }, ...early(customs), ...(customs.cancelsParts ? [...shipped, ...deliver] : [])],
  },
  {
    name: 'cancel withdrawn, then delivered',
    count: 2,
    age: [4 * DAY, 6 * DAY],
    steps: [confirm, ask, withdraw, dispatch, ...deliver],
  },
  {
    name: 'canceled by the staff',
    count: 3,
    age: [30 * HOUR, 29 * DAY],
    wishes: { isSingle: true },
    steps: [confirm, ask, step('MARKETPLACE_APPROVES_CANCEL', 5, 20)],
  },
  { name: 'delivered', count: 12, age: [3 * DAY, 8 * DAY], steps: [...shipped, ...deliver] },
];

const unpaid = (deliver: readonly Step[]): readonly Story[] => [
  { name: 'unpaid', count: 2, age: [1 * HOUR, 40 * HOUR], isUnpaidAtFirst: true, steps: [] },
  { name: 'lapsed', count: 2, age: [4 * DAY, 29 * DAY], isUnpaidAtFirst: true, steps: [step('LAPSE', 72, 72)] },
  {
    name: 'paid later',
    count: 2,
    age: [4 * DAY, 8 * DAY],
    isUnpaidAtFirst: true,
    steps: [step('PAY', 2, 20), ...shipped, ...deliver],
  },
];

const inTransit = (count: number, steps: readonly Step[], wishes: BasketWishes = {}): Story => ({
  name: 'in transit',
  count,
  age: [36 * HOUR, 3 * DAY],
  wishes,
  steps,
});

/** The lives of a channel's shop, some eighty orders. */
export function storiesOf(customs: Customs): readonly Story[] {
  const deliver = deliverIn(customs.scansToDeliver);
  const wholeLife = [...shipped, ...deliver, finish];
  const finished = (count: number, age: Story['age'], wishes: BasketWishes = {}): Story => ({
    name: 'finished',
    count,
    age,
    wishes,
    steps: wholeLife,
  });
  const longest = wholeLife.reduce((sum, { after: [, most] }) => sum + most, 0);
  const single = { isSingle: true };
  const flow = customs.hasCostlyLists
    ? [
        inTransit(2, shipped, single),
        finished(2, [longest, longest + DAY], single),
        finished(22, [longest + COSTLY_DAYS, 29 * DAY]),
      ]
    : [inTransit(3, shipped), inTransit(3, [...shipped, ...deliver.slice(1)]), finished(24, [longest, 29 * DAY])];
  return [...recent(customs), ...past(customs, deliver), ...flow, ...(customs.hasUnpaid ? unpaid(deliver) : [])];
}
