import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Clock } from '../base/clock.js';
import type { CallReport } from '../channel/governor/governor.js';

const CALL_BUCKETS = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const QUERY_BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What Prometheus reads. Labels hold names of channels, operations and codes alone: no ids, no texts of callers, so that
 * there is no personal data in them and their number is bounded.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #calls = new Histogram({
    name: 'moa_channel_call_seconds',
    help: 'Calls to marketplaces, retries included, by what came of them.',
    labelNames: ['channel', 'operation', 'kind', 'outcome'],
    buckets: CALL_BUCKETS,
    registers: [this.#registry],
  });
  readonly #requests = new Histogram({
    name: 'moa_graphql_request_seconds',
    help: 'GraphQL requests by type of operation; outcome is OK, PARTIAL (data with errors) or the code of the first error.',
    labelNames: ['operation', 'outcome'],
    buckets: QUERY_BUCKETS,
    registers: [this.#registry],
  });

  constructor(private readonly clock: Clock) {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Counts one call to a marketplace. */
  readonly onCall = ({ channelId, operation, kind, outcome, elapsedMs }: CallReport): void =>
    this.#calls.observe({ channel: channelId, operation, kind, outcome }, elapsedMs / 1_000);

  /** Counts GraphQL requests. */
  plugin(): ApolloServerPlugin {
    return {
      requestDidStart: () => {
        const began = this.clock.now();
        return Promise.resolve({
          willSendResponse: ({ operation, response: { body } }) => {
            const result = body.kind === 'single' ? body.singleResult : body.initialResult;
            const [first] = result.errors ?? [];
            const code = first === undefined ? 'OK' : String(first.extensions?.code);
            const labels = {
              operation: operation?.operation ?? 'unknown',
              outcome: first !== undefined && result.data ? 'PARTIAL' : code,
            };
            this.#requests.observe(labels, (this.clock.now() - began) / 1_000);
            return Promise.resolve();
          },
        });
      },
    };
  }

  serve(app: FastifyInstance): void {
    app.get('/metrics', async (_request, reply) =>
      reply.type(this.#registry.contentType).send(await this.#registry.metrics()),
    );
  }
}
