import type { LineToPlace } from '../../../sandbox/emulator.js';
import type { Site } from './site.js';

/** What is unusual about an order, beyond what a placed line can say. */
export interface Special {
  /** 선물하기: waits for its recipient to accept it and to give an address. Gmarket alone. */
  readonly isGift: boolean;
  /** NL ordinary, TL fulfilment star delivery (3PL), SL the seller's own star delivery. */
  readonly distrType: 'NL' | 'TL' | 'SL';
  /** Of same-day delivery; null for an ordinary order. */
  readonly branchCode: number | null;
  /** Its confirmation goes on inside for some seconds after the call. */
  readonly isSlowToConfirm: boolean;
}

/**
 * The sandbox's own convention: marks in the seller's product code make an order special, as in `MUG-01@gift`. There are
 * `@gift`, `@3pl`, `@star`, `@slow` and `@branch=77`.
 * @evidence assumed
 */
export function specialOf(site: Site, line: LineToPlace): Special {
  const [, ...marks] = (line.sellerProductCode ?? '').split('@');
  const branch = marks.map((mark) => /^branch=(\d+)$/.exec(mark)?.[1]).find((code) => code !== undefined);
  return {
    isGift: site.letter === 'G' && marks.includes('gift'),
    distrType: marks.includes('3pl') ? 'TL' : marks.includes('star') ? 'SL' : 'NL',
    branchCode: branch === undefined ? null : Number(branch),
    isSlowToConfirm: marks.includes('slow'),
  };
}
