import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { ApiKeys } from '../auth/api-keys.js';
import type { Clock } from '../base/clock.js';
import { createContext, type RequestContext } from '../graphql/context.js';
import type { Services } from '../services.js';
import type { Settings } from '../settings.js';
import { Access } from './access.js';
import { statusOfDocumentErrors } from './document-errors.js';
import { errorFormatter, fieldsOfValidationErrors, logUnexpected } from './errors.js';
import { Executor } from './executor.js';
import { GraphiqlPage, wantsPage } from './graphiql.js';
import { serveHealth } from './health.js';
import { LIMITS, queryLimits } from './limits.js';
import type { Metrics } from './metrics.js';
import { guardOrigins } from './origin.js';
import { refuse } from './refusal.js';

export interface ServerSettings {
  readonly settings: Pick<Settings, 'host' | 'port'>;
  readonly services: Services;
  readonly schema: GraphQLSchema;
  /** Null: everybody on loopback may do everything. */
  readonly keys: ApiKeys | null;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether the database answers. */
  readonly isReady: () => Promise<boolean>;
}

export interface RunningServer {
  /** Of the API, with its path. */
  readonly url: string;
  /** Answers what is under way, for some seconds at most, and takes nothing new. */
  close(): Promise<void>;
}

const PATH = '/graphql';
/** A request must have arrived whole within this. */
const REQUEST_TIMEOUT_MS = 30_000;
/** How long answers under way may take after close(). */
const CLOSING_GRACE_MS = 5_000;

export async function startServer(parts: ServerSettings): Promise<RunningServer> {
  const { settings, logger, metrics, clock } = parts;
  const apollo = createApollo(parts);
  await apollo.start();
  const app = Fastify({
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
  });
  const access = new Access(parts.keys);
  let url = '';
  let isClosing = false;
  guardOrigins(app, access.hasKeys);
  answerErrors(app, logger);
  logRequests(app, logger);
  serveHealth(app, async () => !isClosing && (await parts.isReady()));
  metrics.serve(app);
  serveGraphql(app, apollo, parts, access, new GraphiqlPage({ clock, hasKeys: access.hasKeys, url: () => url }));
  app.get('/', (_request, reply) => reply.redirect(PATH));
  url = (await listen(app, settings)) + PATH;
  return {
    url,
    close: async () => {
      isClosing = true;
      await closeGently(app, clock);
      await apollo.stop();
    },
  };
}

function createApollo({ schema, logger, metrics }: ServerSettings): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: new Executor(schema).asGateway(),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    formatError: errorFormatter(logger),
    logger: apolloLogger(logger),
    plugins: [
      // It alone would cost half as much again as everything else of a large list.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      fieldsOfValidationErrors,
      statusOfDocumentErrors,
      queryLimits(),
      metrics.plugin(),
    ],
  });
}

function serveGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  { services }: ServerSettings,
  access: Access,
  page: GraphiqlPage,
): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (wantsPage(request)) return page.send(request, reply);
      return access.turnAway(request, reply) ?? undefined;
    });
    await scope.register(fastifyApollo(apollo), {
      path: PATH,
      method: ['GET', 'POST'],
      context: (request: FastifyRequest) => Promise.resolve(createContext(services, access.viewerOf(request))),
    });
  });
}

/** What goes wrong before GraphQL: bodies that are no JSON or too large, wrong content types, unknown paths. */
function answerErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, 'BAD_INPUT', error.message);
    logUnexpected(logger, error);
    return refuse(reply, status, 'INTERNAL', 'Something went wrong inside.');
  });
  app.setNotFoundHandler((request, reply) =>
    request.url.split('?')[0] === PATH
      ? refuse(reply.header('allow', 'GET, POST'), 405, 'BAD_INPUT', `${PATH} takes GET and POST.`)
      : refuse(reply, 404, 'NOT_FOUND', `There is nothing here; the API is at ${PATH}.`),
  );
}

/** The route, never the address: a GET holds the query and its variables. */
function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    logger.debug({ method, route: routeOptions.url ?? null, status: reply.statusCode, ms }, 'request');
  });
}

/** Apollo Server puts the text of errors after a colon; what it may hold stays out of the log. */
function apolloLogger(logger: Logger) {
  const log = (level: 'debug' | 'info' | 'warn' | 'error') => (message: unknown) =>
    logger[level]({ source: 'apollo' }, String(message).split(':')[0]);
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}

async function listen(app: FastifyInstance, { host, port }: Pick<Settings, 'host' | 'port'>): Promise<string> {
  await app.listen({ host, port });
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}

async function closeGently(app: FastifyInstance, clock: Clock): Promise<void> {
  const closed = new AbortController();
  const cutOff = clock.alarm(CLOSING_GRACE_MS, closed.signal).then(
    () => app.server.closeAllConnections(),
    () => undefined,
  );
  await app.close();
  closed.abort();
  await cutOff;
}
