import { findClusterInScope, type RegisteredCluster } from '@commonwatt/database/communities';
import type { SignedInUser } from '@commonwatt/database/sessions';
import { DomainError } from '@commonwatt/domain/domain-error';
import { type ClusterRef, clusterRefSchema } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { daysSchema, instantsSchema, periodWords, readPeriod } from '../availability/period.ts';
import { createContext } from '../context.ts';
import { dealSearchSchema, readDealSearch } from '../deals/search.ts';
import type { Deps } from '../deps.ts';
import { exportAvailability } from './export-availability.ts';
import { exportDeals } from './export-deals.ts';
import { exportOwnData } from './export-own-data.ts';
import { type ExportFile, sendExport } from './send-export.ts';

const dealsQuery = dealSearchSchema
  .extend(clusterRefSchema.shape)
  .extend({ format: z.enum(['csv', 'json']).default('csv') });
const availabilityQuery = z.union(
  [daysSchema.extend(clusterRefSchema.shape), instantsSchema.extend(clusterRefSchema.shape)],
  { error: periodWords },
);

/** Files by plain GET, as large as they may be: a browser loads them by a link, with the session's cookie. */
export function registerExports(app: FastifyInstance, deps: Deps): void {
  const { telemetry } = deps;

  addExport(app, deps, 'deals', dealsQuery, (query, cluster) => {
    const search = readDealSearch(query, cluster, deps.now());
    return exportDeals(telemetry, search, { format: query.format, timeZone: cluster.timeZone });
  });

  addExport(app, deps, 'availability', availabilityQuery, (query, cluster) => {
    return exportAvailability(telemetry, cluster, { period: readPeriod(query, cluster.timeZone), now: deps.now() });
  });

  app.get('/export/my-data', (request, reply) =>
    refuseInWords(reply, async () => {
      const { session } = await createContext(deps, request, reply);
      if (!session) throw new DomainError('UNAUTHORIZED', 'Sign in first');
      return sendExport(reply, `commonwatt_${session.user.username}`, exportOwnData(deps, session.user.id));
    }),
  );
}

type Asked = ClusterRef & ({ fromDay: string; toDay: string } | { from: string; to: string });

function addExport<Query extends Asked>(
  app: FastifyInstance,
  deps: Deps,
  what: string,
  schema: z.ZodType<Query>,
  make: (query: Query, cluster: RegisteredCluster) => Promise<ExportFile>,
): void {
  app.get(`/export/${what}`, (request, reply) =>
    refuseInWords(reply, async () => {
      const { scope } = await admitStaff(deps, request, reply);
      const query = readQuery(schema, request.query);
      const { communityId, clusterId } = query;
      const ends = 'fromDay' in query ? [query.fromDay, query.toDay] : [query.from, query.to];
      const cluster = await findClusterInScope(deps.database, scope, { communityId, clusterId });
      if (!cluster) throw refused('NOT_FOUND', 'noCluster', { cluster: `${communityId}/${clusterId}` });
      return sendExport(reply, [what, communityId, clusterId, ...ends].join('_'), await make(query, cluster));
    }),
  );
}

async function refuseInWords(reply: FastifyReply, send: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = getHTTPStatusCodeFromError(new TRPCError({ code: error.code }));
    return reply.code(status).send({ message: error.message });
  }
}

async function admitStaff(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<SignedInUser> {
  const { session } = await createContext(deps, request, reply);
  if (!session) throw new DomainError('UNAUTHORIZED', 'Sign in first');
  if (!session.user.isStaff) throw new DomainError('FORBIDDEN', 'Only staff may do this');
  return session.user;
}

function readQuery<Query>(schema: z.ZodType<Query>, query: unknown): Query {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new DomainError('BAD_REQUEST', z.prettifyError(parsed.error).replace(/\s*\n\s*/g, ' '));
}
