/** The one mall, its app and its owner: the sheet's made-up example. Nobody's. */
export const account = {
  mallId: 'demomall',
  clientId: 'BrTestClientId0000000A',
  clientSecret: 'TestSecret0000000000000B',
  refreshToken: 'RtDemo0000000000000000',
  redirectUri: 'https://oms.example.test/cafe24/callback',
} as const;

/** Who did what was done through the API or in the back office. */
export const manager = { id: 'demomall', name: '대표운영자' } as const;

/** Shops of the mall (멀티쇼핑몰) by shop_no, and in what they sell. */
export const shopCurrencies: ReadonlyMap<number, string> = new Map([
  [1, 'KRW'],
  [2, 'USD'],
]);
