import type { SiteLetter } from './site.js';

/** The one ESM+ master id, with a seller id on each site; the made-up keys of the sheet's token vectors. */
export const account = {
  masterId: 'demo_master',
  secretKey: 'ZmFrZS1zZWNyZXQtMDEyMw==',
  sellerIds: { A: 'demo_auction', G: 'demo_gmarket' } satisfies Record<SiteLetter, string>,
} as const;
