import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { present } from '../auth/masking.js';
import { CHANNEL_ID, decodeNodeId, kindOfNodeId } from '../model/node-id.js';
import type { RequestContext } from './context.js';
import { badInput } from './errors.js';
import { Node } from './node.js';

const MAX_IDS = 1_000;

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its id; null when there is no such thing.' })
  async node(@Arg('id', () => ID) id: string, @Ctx() context: RequestContext): Promise<Node | null> {
    return find(id, 'id', context);
  }

  @Query(() => [Node], { nullable: 'items', description: 'One per id, in the order asked; up to 1,000.' })
  async nodes(@Arg('ids', () => [ID]) ids: string[], @Ctx() context: RequestContext): Promise<(Node | null)[]> {
    if (ids.length > MAX_IDS) throw badInput('ids', `ids may hold at most ${MAX_IDS} items, but holds ${ids.length}`);
    return Promise.all(ids.map((id, index) => find(id, `ids.${index}`, context)));
  }
}

async function find(id: string, field: string, context: RequestContext): Promise<Node | null> {
  const { services, viewer, loaders } = context;
  const kind = kindOfNodeId(id);
  if (kind === null) {
    if (CHANNEL_ID.test(id)) return services.channels.get(id, viewer);
    throw badInput(field, `${field} must be an id that this API gave, but is ${JSON.stringify(id)}`);
  }
  const target = decodeNodeId(id, kind);
  if (!target) throw badInput(field, `${field} must be an id that this API gave, unchanged`);
  const visible = services.channels.get(target.channelId, viewer);
  if (!visible) return null;
  const ref = { channelId: target.channelId, value: target.key };
  switch (kind) {
    case 'ORDER': {
      const order = await loaders.orderByKey.load(ref);
      return order && present(order, viewer);
    }
    case 'CANCELLATION':
      return loaders.cancellationByKey.load(ref);
    case 'INVOICE':
      return services.invoices.get(id, viewer);
    case 'SUPPLIER_ORDER':
      return loaders.supplierOrderByKey.load(ref);
    case 'ACTION':
      return services.actions.get(id, viewer);
    case 'FULFILMENT':
      return loaders.fulfilmentByKey.load(ref);
  }
}
