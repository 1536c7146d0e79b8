import type { WireReply, WireRequest } from '../../../sandbox/emulator.js';
import { approveCancel, cancelBySeller, rejectCancelRequest, rejectCancelWithReason } from './cancel.js';
import { cancelRequests, canceled, statuses, statusesWithAddress, withdrawnRequests } from './claim-lists.js';
import type { WriteHandler } from './confirm.js';
import { confirm } from './confirm.js';
import { dispatchPart, dispatchSplit, dispatchWhole } from './dispatch.js';
import type { ListHandler } from './order-lists.js';
import * as lists from './order-lists.js';
import { UNKNOWN_KEY } from './results.js';
import type { Shop } from './shop.js';
import { gatewayReply, listResultReply, rowsReply, writeResultReply } from './wire.js';

/** Paths below `/rest`, with the number of parts that follow them. A call without its parts is another path. */
const LISTS: Readonly<Record<string, ListHandler>> = {
  'ordservices/standby:2': lists.standby,
  'ordservices/delvplacestandby:2': lists.giftStandby,
  'ordservices/complete:2': lists.complete,
  'ordservices/complete:1': lists.byOrderNumber,
  'ordservices/todaydelivery/completes:0': lists.sameDay,
  'ordservices/delaydelivery/completes:0': lists.overduePaid,
  'ordservices/reservatecomplete:2': lists.reservations,
  'ordservices/packaging:2': lists.packaging,
  'ordservices/packaging:3': lists.packaging,
  'ordservices/todaydelivery/packagings:0': lists.sameDay,
  'ordservices/delaydelivery/packagings:0': lists.overdueConfirmed,
  'ordservices/shipping:2': lists.shipping,
  'ordservices/dlvcompleted:2': lists.delivered,
  'ordservices/completed:2': lists.completed,
  'claimservice/cancelorders:2': cancelRequests,
  'claimservice/withdrawcanceledorders:2': withdrawnRequests,
  'claimservice/canceledorders:2': canceled,
  'claimservice/orderlistalladdr:1': statusesWithAddress,
  'claimservice/orderlistall:1': statuses,
};

const WRITES: Readonly<Record<string, WriteHandler>> = {
  'ordservices/reqpackaging:5': confirm,
  'ordservices/reqdelivery:5': dispatchWhole,
  'ordservices/reqdelivery:8': dispatchPart,
  'ordservices/reqdelivery:9': dispatchSplit,
  'claimservice/cancelreqconf:3': approveCancel,
  'claimservice/cancelreqreject:7': rejectCancelRequest,
  'claimservice/cancelreqrejectNEW:9': rejectCancelWithReason,
  'claimservice/reqrejectorder:4': cancelBySeller,
};

type Route =
  | { readonly shape: 'list'; readonly handle: ListHandler; readonly args: readonly string[] }
  | { readonly shape: 'write'; readonly handle: WriteHandler; readonly args: readonly string[] };

/** Gateway first (is there such an API, is there a key), then whose key it is, then the service itself. */
export function answer(shop: Shop, apiKey: string, request: WireRequest): WireReply {
  const route = request.method === 'GET' ? routeOf(request.path) : null;
  if (route === null) return unknownApi();
  const key = request.headers['openapikey'];
  if (!key) return missingKey();
  if (key !== apiKey) {
    return route.shape === 'list' ? listResultReply(UNKNOWN_KEY.list) : writeResultReply(UNKNOWN_KEY.write);
  }
  if (route.shape === 'write') return writeResultReply(route.handle(shop, route.args));
  const found = route.handle(shop, route.args);
  return 'code' in found ? listResultReply(found) : rowsReply(found);
}

/** No API has this path with this method. @evidence observed */
const unknownApi = (): WireReply => gatewayReply('-997', '등록된 API 정보가 존재하지 않습니다.');

/** What a call without a key gets is not known: taken for a caller that nobody registered. @evidence assumed */
const missingKey = (): WireReply =>
  gatewayReply('-500', '[127.0.0.1]인증된 IP가 아닙니다. 등록된 IP 정보를 확인하십시오.');

function routeOf(path: string): Route | null {
  const parts = decode(path);
  if (parts === null) return null;
  for (const length of [2, 3]) {
    const args = parts.slice(length);
    const key = `${parts.slice(0, length).join('/')}:${args.length}`;
    if (Object.hasOwn(LISTS, key)) return { shape: 'list', handle: LISTS[key]!, args };
    if (Object.hasOwn(WRITES, key)) return { shape: 'write', handle: WRITES[key]!, args };
  }
  return null;
}

/** Parts of a path below `/rest`, UTF-8 percent-decoded; null for what no part can be, an encoded slash too. */
function decode(path: string): readonly string[] | null {
  if (!path.startsWith('/rest/')) return null;
  try {
    const parts = path.slice('/rest/'.length).split('/').map(decodeURIComponent);
    return parts.some((part) => part.includes('/')) ? null : parts;
  } catch {
    return null;
  }
}
