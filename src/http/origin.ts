import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLoopbackHost, isLoopbackName } from './loopback.js';
import { refuse } from './refusal.js';

/** Apollo Sandbox, which calls loopback servers from the browser. */
export const SANDBOX_ORIGIN = 'https://studio.apollographql.com';

const PREFLIGHT_SECONDS = 600;

/**
 * Which web pages may call.
 *
 * Without API keys whoever reaches the port may do everything, and any page in a browser on this machine reaches it. So the
 * Host must be loopback (a name that an attacker pointed at 127.0.0.1 is not) and the Origin a loopback page or Apollo
 * Sandbox.
 *
 * With API keys every origin may: a browser never adds a bearer key by itself, so a page can only call with a key that its
 * user gave it, and then its origin adds nothing. No cookies or other credentials are allowed.
 */
export function guardOrigins(app: FastifyInstance, hasKeys: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    const problem = hasKeys ? null : problemOf(request);
    if (problem !== null) return refuse(reply, 403, 'FORBIDDEN', problem);
    const { origin } = request.headers;
    reply.header('vary', 'Origin');
    if (origin === undefined) return;
    reply.header('access-control-allow-origin', origin);
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      return answerPreflight(request, reply);
    }
  });
}

function problemOf({ headers: { host, origin } }: FastifyRequest): string | null {
  if (host === undefined || !isLoopbackHost(host)) {
    return 'The Host header must be a loopback address (localhost, 127.0.0.1, [::1]) while no API keys are set.';
  }
  if (origin !== undefined && origin !== SANDBOX_ORIGIN && !isLoopbackOrigin(origin)) {
    return `The Origin must be a loopback address or ${SANDBOX_ORIGIN} while no API keys are set.`;
  }
  return null;
}

/** `null`, the origin of sandboxed frames and files, is none. */
function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return (protocol === 'http:' || protocol === 'https:') && isLoopbackName(hostname);
}

/** Any header may be sent: none of them has a power of its own, and clients add their own names. */
function answerPreflight({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? 'content-type, authorization',
    'access-control-max-age': String(PREFLIGHT_SECONDS),
    vary: 'Origin, Access-Control-Request-Headers',
  });
  // Chrome asks before a public page may call a private address.
  if (headers['access-control-request-private-network'] === 'true') {
    reply.header('access-control-allow-private-network', 'true');
  }
  return reply.code(204).send();
}
