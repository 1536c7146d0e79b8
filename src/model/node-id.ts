/** What a node id points at. Channels are found by their own id, which never contains the separator. */
export type NodeKind = 'ORDER' | 'CANCELLATION' | 'INVOICE' | 'SUPPLIER_ORDER' | 'ACTION' | 'FULFILMENT';

const PREFIX: Readonly<Record<NodeKind, string>> = {
  ORDER: 'ord_',
  CANCELLATION: 'can_',
  INVOICE: 'inv_',
  SUPPLIER_ORDER: 'sup_',
  ACTION: 'act_',
  FULFILMENT: 'ful_',
};

/** A channel's id: letters, digits and '-', so that it can't be mistaken for another node's. */
export const CHANNEL_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Made of the channel's id and the marketplace's own lasting key alone, so it is the same in every database. */
export const encodeNodeId = (kind: NodeKind, channelId: string, key: string): string =>
  PREFIX[kind] + Buffer.from(`${channelId}:${key}`, 'utf8').toString('base64url');

/** @returns null for text that no {@link encodeNodeId} of that kind ever gave. */
export function decodeNodeId(id: string, kind: NodeKind): { channelId: string; key: string } | null {
  if (!id.startsWith(PREFIX[kind])) return null;
  const encoded = id.slice(PREFIX[kind].length);
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return null;
  const channelId = text.slice(0, colon);
  const key = text.slice(colon + 1);
  if (!CHANNEL_ID.test(channelId) || encodeNodeId(kind, channelId, key) !== id) return null;
  return { channelId, key };
}

export const kindOfNodeId = (id: string): NodeKind | null =>
  (Object.keys(PREFIX) as NodeKind[]).find((kind) => id.startsWith(PREFIX[kind])) ?? null;
