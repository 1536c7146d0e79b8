import * as operations from '../operations.js';
import { rule } from '../rule.js';

interface ChannelNode {
  readonly capabilities: readonly string[];
  readonly limits: readonly unknown[];
  readonly sandbox: boolean;
  readonly couriers: readonly { readonly courier: string; readonly code: string }[];
}

interface Check {
  readonly checkChannel: { readonly state: string; readonly lastError: { readonly code: string } | null };
}

export const channelRules = [
  rule(
    'CHN-01',
    'MUST tell its capabilities, limits and couriers as its operations have them.',
    async (world, facts) => {
      const { id, capabilities } = world.subject;
      const unlimited = { maxWindowHours: null, maxRows: null, pageSize: null, maxBatch: null, callsPerMinute: null };

      const { channel } = await world.moa.query<{ channel: ChannelNode }>(operations.CHANNEL, { id });

      expect(channel.capabilities).toEqual(capabilities);
      expect(channel.capabilities).toEqual(Object.keys(facts.limits));
      expect(channel.limits).toEqual(
        Object.entries(facts.limits).map(([capability, limit]) => ({ capability, ...unlimited, ...limit })),
      );
      expect(channel.sandbox).toBe(true);
      expect(channel.couriers.find(({ courier }) => courier === facts.courier.name)?.code).toBe(facts.courier.code);
    },
  ),

  rule('CHN-02', 'MUST say that credentials are good when the marketplace takes them.', async (world) => {
    const { checkChannel } = await world.moa.query<Check>(operations.CHECK, { id: world.subject.id });

    expect(checkChannel).toEqual({ state: 'UP', lastError: null });
    expect(world.writes()).toEqual([]);
  }),

  rule('CHN-03', 'MUST say that credentials are refused, and not go on knocking.', async (world, facts) => {
    const locked = await world.another({ credentials: { [world.subject.id]: facts.wrongCredentials } });
    try {
      const { checkChannel } = await locked.moa.query<Check>(operations.CHECK, { id: world.subject.id });
      expect([checkChannel.state, checkChannel.lastError?.code]).toEqual(['UNAUTHORIZED', 'CHANNEL_UNAUTHORIZED']);

      for (let question = 0; question < 10; question += 1) {
        const { channels } = await locked.orders({}, { maxAge: 0 });
        expect(channels[0]).toMatchObject({ outcome: 'FAILED', rows: 0, error: { code: 'CHANNEL_UNAUTHORIZED' } });
      }
      expect(locked.sent().length).toBeLessThanOrEqual(5);
    } finally {
      await locked.close();
    }
  }),
];
