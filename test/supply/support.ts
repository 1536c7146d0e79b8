import type { Viewer } from '../../src/auth/viewer.js';
import type { EmulatedSupplierOrder, SupplierDesk } from '../../src/sandbox/emulator.js';
import type { Host } from '../../src/sandbox/host.js';
import type { Moa, MoaOptions } from '../support/moa.js';
import type { TimedMoa } from '../support/seller.js';
import { withShop } from '../support/seller.js';

export const SUPPLIER = 'junglebook-main';

export const OPERATOR: Viewer = { name: 'buying', role: 'operator', channels: null };
export const ANOTHER: Viewer = { name: 'second buying', role: 'operator', channels: null };
export const DASHBOARD: Viewer = { name: 'dashboard', role: 'viewer', channels: null };

export interface Placed {
  readonly action: { readonly id: string; readonly state: string; readonly attempts: number } | null;
  readonly response: boolean;
  readonly reason: string | null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly retryable: boolean;
    readonly channelCode: string | null;
    readonly channelMessage: string | null;
  } | null;
  readonly supplierOrder: SupplierOrderShown | null;
  readonly payment: Payment | null;
  readonly replayed: boolean;
  readonly duplicateOf: string | null;
  readonly parameter: string | null;
  readonly goods: { readonly goodsNumber: string; readonly stock: number | null } | null;
}

interface Payment {
  readonly status: string;
  readonly success: boolean;
  readonly message: string | null;
  readonly amount: number | null;
  readonly cashBalance: number | null;
}

export interface SupplierOrderShown {
  readonly id: string;
  readonly orderNumber: string;
  readonly externalOrderNumber: string | null;
  readonly payment: Payment;
  readonly test: boolean;
}

const PAYMENT = 'payment { status success message amount cashBalance }';

export const ORDER = `id channel { id } orderNumber externalOrderNumber source receiverName receiverTel receiverMobile zipCode
  address depositorName items { goodsNumber quantity } goodsSummary settleKind goodsPrice deliveryFee settlePrice memo
  ${PAYMENT} test placedAt`;

const PLACE = `mutation ($input: PlaceSupplierOrderInput!) {
  placed: placeSupplierOrder(input: $input) {
    action { id state attempts }
    response reason
    error { code message retryable channelCode channelMessage }
    supplierOrder { ${ORDER} }
    ${PAYMENT}
    replayed duplicateOf parameter
    goods { goodsNumber name price stock soldOut restockDate }
  }
}`;

/** An order that a supplier takes. */
export const INPUT = {
  channelId: SUPPLIER,
  receiverName: '박도윤',
  receiverTel: '010-0000-1234',
  receiverMobile: '010-0000-1234',
  zipCode: '06100',
  address: '서울특별시 강남구 견본대로 77',
  addressDetail: '5층 502호',
  depositorName: '견본상점',
  purchaseAgreed: true,
  memo: '부재 시 문 앞에 놓아 주세요',
  items: [
    { goodsNumber: 7401, quantity: 2 },
    { goodsNumber: 10512, quantity: 1 },
  ],
};

export type Input = Partial<Omit<typeof INPUT, 'memo'>> & {
  readonly memo?: string | null;
  readonly source?: string;
  readonly settleKind?: string;
  readonly externalOrderNumber?: string;
  readonly idempotencyKey?: string;
  readonly test?: boolean;
};

export async function place(moa: Moa, input: Input = {}, viewer: Viewer = OPERATOR): Promise<Placed> {
  const { data, errors } = await moa.ask<{ placed: Placed }>(PLACE, { input: { ...INPUT, ...input } }, viewer);
  if (errors) throw new Error(`unexpected errors: ${JSON.stringify(errors)}`);
  return data.placed;
}

export const hostOf = (moa: Moa): Host => moa.sandbox.host(SUPPLIER);

export function deskOf(moa: Moa): SupplierDesk {
  const { supplier } = hostOf(moa).emulator;
  if (!supplier) throw new Error(`${SUPPLIER} is no supplier`);
  return supplier;
}

/** What the supplier holds. */
export const held = (moa: Moa): EmulatedSupplierOrder[] => deskOf(moa).orders();

/** Orders that reached the supplier, test orders included. */
export const sent = (moa: Moa): string[] =>
  moa
    .calls(SUPPLIER)
    .filter(({ method }) => method === 'POST')
    .map(({ path }) => path);

/** Runs with a supplier that has a hundred of two goods, 7,900 and 3,000 won each. */
export const withSupplier = (run: (moa: TimedMoa) => Promise<void>, options: MoaOptions = {}): Promise<void> =>
  withShop({ channelIds: [SUPPLIER], ...options }, async (moa) => {
    stock(moa);
    await run(moa);
  });

export function stock(moa: Moa): void {
  const plain = {
    stock: 100,
    isSoldOut: false,
    restockDate: null,
    isOpen: true,
    isRestricted: false,
    needsOption: false,
    packageUnit: 10,
    isSoldByPackage: false,
    leastQuantity: 1,
    mostQuantity: null,
  };
  deskOf(moa).setGoods(7401, { ...plain, name: '견본 사료 2kg', price: 7900 });
  deskOf(moa).setGoods(10512, { ...plain, name: '견본 간식', price: 3000 });
  deskOf(moa).setCash(200_000);
}
