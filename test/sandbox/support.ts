import { request as httpRequest } from 'node:http';

import { emulator as ownMall } from '../../src/channel/ownmall/emulator/index.js';
import { emulator as junglebook } from '../../src/channel/junglebook/emulator/index.js';
import { emulator as poomgo } from '../../src/channel/poomgo/emulator/index.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { parseInstant } from '../../src/base/time.js';
import type { Emulator, OrderToPlace, OutsideEvent } from '../../src/sandbox/emulator.js';
import type { SandboxEmulator } from '../../src/sandbox/sandbox.js';

export const at = (text: string): number => parseInstant(text)!;

export const START = at('2026-03-31T14:00:00');

export const auth = { authorization: `Bearer ${ownMall.credentials.apiKey}` };

export const ownMallIn = (channelId = 'ownmall-main'): SandboxEmulator => ({
  marketplace: Marketplace.OWN_MALL,
  channelId,
  definition: ownMall,
});

export const poomgoIn: SandboxEmulator = {
  marketplace: Marketplace.POOMGO,
  channelId: 'poomgo-main',
  definition: poomgo,
};

export const junglebookIn: SandboxEmulator = {
  marketplace: Marketplace.JUNGLEBOOK,
  channelId: 'junglebook-main',
  definition: junglebook,
};

export const anOrder: OrderToPlace = {
  buyer: { name: '김견본', tel: '010-0000-0001' },
  receiver: {
    name: '이보기',
    tel: '010-0000-0002',
    tel2: null,
    zipCode: '06100',
    address: '서울특별시 견본구 1',
    addressDetail: '',
  },
  memo: null,
  shippingFee: 3_000,
  remoteShippingFee: 0,
  lines: [
    {
      productName: '면 양말',
      optionName: null,
      sellerProductCode: null,
      unitPrice: 9_900,
      optionPrice: 0,
      quantity: 1,
      sellerDiscount: 0,
      mallDiscount: 0,
    },
  ],
};

export interface Witnessed {
  readonly event: OutsideEvent;
  readonly at: number;
  readonly isAllowed: boolean;
}

/** Notes what happens to an emulator's lines, and gives its couriers other codes. */
export function witness(
  emulator: Emulator,
  now: () => number,
  couriers: Record<string, string> = {},
): Emulator & { witnessed: Witnessed[] } {
  const witnessed: Witnessed[] = [];
  return {
    // One by one: an emulator may be an instance of a class, whose methods a spread leaves behind.
    handle: (request) => emulator.handle(request),
    place: (order) => emulator.place(order),
    lines: () => emulator.lines(),
    troubleReply: (kind) => emulator.troubleReply(kind),
    ...(emulator.warehouse ? { warehouse: emulator.warehouse } : {}),
    ...(emulator.supplier ? { supplier: emulator.supplier } : {}),
    witnessed,
    happen: (line, event) => {
      const translated =
        event.kind === 'DISPATCH' ? { ...event, courierCode: couriers[event.courierCode] ?? event.courierCode } : event;
      const isAllowed = emulator.happen(line, translated);
      witnessed.push({ event, at: now(), isAllowed });
      return isAllowed;
    },
  };
}

/** A request with headers that fetch does not let through. */
export const rawGet = (url: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
