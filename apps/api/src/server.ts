import { dropMd5Verifiers } from '@commonwatt/database/users';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { createCodeLimits } from './alert-mails/code-limits.ts';
import { registerUnsubscribe } from './alert-mails/unsubscribe.ts';
import { type AppRouter, appRouter } from './app-router.ts';
import { createClusterGlances } from './communities/cluster-glances.ts';
import { createContext } from './context.ts';
import type { Deps } from './deps.ts';
import { registerExports } from './exports/register.ts';
import { registerHealth } from './http/health.ts';
import { registerMetrics } from './http/metrics.ts';
import { registerOriginCheck } from './http/origin-check.ts';
import { registerRequestLog } from './http/request-log.ts';
import { registerSecurityHeaders } from './http/security-headers.ts';
import { registerStaticApps } from './http/static-apps.ts';
import { registerLegacy } from './legacy/register.ts';
import { createHub } from './live/hub.ts';
import { createSessionChecks } from './live/session-checks.ts';
import { createThrottle } from './sign-in/throttle.ts';

export type ServerOptions = Omit<
  Deps,
  'hub' | 'clusterGlances' | 'throttle' | 'codeLimits' | 'sessionChecks' | 'now'
> & {
  now?: () => Date;
  /** Where the built apps lie; null in tests that need none. */
  appFolders: { admin: string; resident: string } | null;
};

const longestUrl = 16_000;

/** The web server, not listening yet. Closing it ends all live streams and stops all readers. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, database, telemetry, log, sendTestMessage, sendAddressCode, now = () => new Date() } = options;
  const app = Fastify({
    loggerInstance: log,
    trustProxy: (_address: string, hop: number) => hop < config.TRUSTED_PROXIES,
    routerOptions: { maxParamLength: longestUrl },
    bodyLimit: 1_048_576,
    forceCloseConnections: true,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
  });
  const hub = createHub({ database, telemetry, now, log });
  const deps: Deps = {
    config,
    database,
    telemetry,
    hub,
    clusterGlances: createClusterGlances(telemetry, now),
    throttle: createThrottle(database),
    codeLimits: createCodeLimits(database),
    sessionChecks: createSessionChecks(database, now),
    sendTestMessage,
    sendAddressCode,
    now,
    log,
  };

  if (config.MD5_PASSWORDS === 'off') await dropMd5Verifiers(database);
  await app.register(cookie);
  await registerSecurityHeaders(app, config);
  registerRequestLog(app, deps);
  registerHealth(app, deps);
  registerMetrics(app, deps);
  await registerUnsubscribe(app, deps);
  if (config.LEGACY_API === 'on') await app.register((legacy) => registerLegacy(legacy, deps));
  await app.register(async (api) => {
    await api.register(rateLimit, { max: config.REQUESTS_PER_MINUTE, timeWindow: 60_000 });
    // Only plain answers: a compressed stream of events would be held back until it fills a block.
    await api.register(compress, { encodings: ['gzip'], customTypes: /^application\/json\b/ });
    // The list is the whole permission: an origin that is not on it gets no CORS headers at all.
    if (config.APP_ORIGINS) {
      const exposedHeaders = ['content-disposition', 'x-total-count'];
      await api.register(cors, { origin: config.APP_ORIGINS, credentials: true, exposedHeaders });
    }
    registerOriginCheck(api, config);
    registerExports(api, deps);
    const trpcOptions: FastifyTRPCPluginOptions<AppRouter> = {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        createContext: ({ req, res }) => createContext(deps, req, res),
        onError({ error, path, ctx }) {
          if (error.code !== 'INTERNAL_SERVER_ERROR') return;
          log.error({ err: error.cause ?? error, path, requestId: ctx?.requestId }, 'a procedure failed');
        },
      },
    };
    await api.register(fastifyTRPCPlugin, trpcOptions);
  });
  if (options.appFolders) await registerStaticApps(app, options.appFolders);
  app.addHook('onClose', () => hub.close());
  return app;
}
