import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Deps } from '../deps.ts';
import { routeOf } from './route-of.ts';

/**
 * `/metrics` for Prometheus. With METRICS_TOKEN set, whoever sends it as a bearer token may read it, else only this machine
 * itself. Requests are counted by route, never by URL, so that no id of a home gets into them.
 */
export function registerMetrics(app: FastifyInstance, deps: Deps): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'commonwatt_' });
  const duration = new Histogram({
    name: 'commonwatt_http_request_duration_seconds',
    help: 'How long requests took, by route, method and status; streams of events are not in it.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'commonwatt_live_clusters',
    help: 'Clusters that are being read for viewers.',
    registers: [registry],
    collect() {
      this.set(deps.hub.openChannels());
    },
  });
  new Counter({
    name: 'commonwatt_unreadable_documents_total',
    help: 'Documents of other programs that were skipped because they could not be read, by collection.',
    labelNames: ['collection'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [collection, count] of Object.entries(deps.telemetry.unreadable.counts()))
        this.inc({ collection }, count);
    },
  });

  app.addHook('onResponse', async (request, reply) => {
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return;
    const labels = { route: routeOf(request), method: request.method };
    duration.observe({ ...labels, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, deps.config.METRICS_TOKEN)) return reply.code(404).type('text/plain').send('Not found');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function mayRead({ ip, headers }: FastifyRequest, token: string | null): boolean {
  if (token === null) return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
