import type { FastifyInstance } from 'fastify';

/**
 * `/health/live`: the process runs. `/health/ready`: it can answer queries; 503 while the database does not answer, or the
 * server is stopping.
 */
export function serveHealth(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await isReady().catch(() => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
}
