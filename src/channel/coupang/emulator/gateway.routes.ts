import type { WireRequest } from '../../../sandbox/emulator.js';
import { acknowledge } from './acknowledgement.js';
import type { Handler } from './handler.js';
import { registerInvoices } from './invoices.js';
import { listOrderSheets, readBox, readOrder } from './ordersheets.js';
import { listReturnRequests, readReturnRequest } from './return-requests.js';
import { stopShipment } from './stopped-shipment.js';
import { findWithdrawals, listWithdrawals } from './withdrawals.js';

export interface Route {
  readonly methods: readonly string[];
  readonly versions: readonly string[];
  /** What follows the vendor id; its group is the id in the path. */
  readonly pattern: RegExp;
  readonly handler: Handler;
  /** What this endpoint says to a vendor id that is none, where it has its own words. */
  readonly vendorText?: string;
}

/** 상태 변경: the documentation prints both verbs. */
const change = ['PUT', 'PATCH'];

/**
 * The endpoints that are served. v5 of acknowledgement is announced and described nowhere: it has v4's bodies (assumed).
 * @evidence documented
 */
const routes: readonly Route[] = [
  { methods: ['GET'], versions: ['v4', 'v5'], pattern: /^ordersheets$/, handler: listOrderSheets },
  { methods: ['GET'], versions: ['v4', 'v5'], pattern: /^ordersheets\/(\d+)$/, handler: readBox },
  { methods: ['GET'], versions: ['v4', 'v5'], pattern: /^(\d+)\/ordersheets$/, handler: readOrder },
  { methods: change, versions: ['v4', 'v5'], pattern: /^ordersheets\/acknowledgement$/, handler: acknowledge },
  { methods: ['POST'], versions: ['v4'], pattern: /^orders\/invoices$/, handler: registerInvoices },
  { methods: ['GET'], versions: ['v4', 'v6'], pattern: /^returnRequests$/, handler: listReturnRequests },
  { methods: ['GET'], versions: ['v4', 'v6'], pattern: /^returnRequests\/(\d+)$/, handler: readReturnRequest },
  { methods: change, versions: ['v4'], pattern: /^returnRequests\/(\d+)\/stoppedShipment$/, handler: stopShipment },
  {
    methods: ['GET'],
    versions: ['v4'],
    pattern: /^returnWithdrawRequests$/,
    handler: listWithdrawals,
    vendorText: 'invalid vendorId',
  },
  { methods: ['POST'], versions: ['v4'], pattern: /^returnWithdrawList$/, handler: findWithdrawals },
];

const PATH = /^\/v2\/providers\/openapi\/apis\/api\/(v\d)\/vendors\/([^/]+)\/(.+)$/;

export interface FoundRoute {
  readonly route: Route;
  readonly version: string;
  readonly vendorId: string;
  readonly pathId: string;
}

export function findRoute({ method, path }: WireRequest): FoundRoute | null {
  const [, version = '', vendorId = '', rest = ''] = PATH.exec(path) ?? [];
  for (const route of routes) {
    const match = route.pattern.exec(rest);
    if (!match || !route.versions.includes(version) || !route.methods.includes(method)) continue;
    return { route, version, vendorId, pathId: match[1] ?? '' };
  }
  return null;
}
