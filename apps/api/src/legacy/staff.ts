import { listCommunities } from '@commonwatt/database/communities';
import { listFailures, listOpenFailures } from '@commonwatt/database/failures';
import { listMonitorSettings } from '@commonwatt/database/monitor-settings';
import { listJudgedUnitIds } from '@commonwatt/telemetry/downtime-progress';
import { listDowntimes } from '@commonwatt/telemetry/downtimes';
import type { TelemetryDocument } from '@commonwatt/telemetry/telemetry';
import { listNewestDataset, listReportingUnitIds } from '@commonwatt/telemetry/unit-data';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import { admitUser, type Caller, checkStaff, type NamedCluster, readCluster } from './callers.ts';
import { dealEndpoints, dealsOfCluster } from './deals.ts';
import { addEndpoint } from './endpoint.ts';
import { outline } from './format/outline.ts';
import { downtimeRow, failureRow } from './format/rows.ts';
import { switchMonitor } from './monitor-switch.ts';
import { readPeriod } from './parameters/period.ts';
import { sendJson } from './replies.ts';

type ClusterHandler = (caller: Caller, cluster: NamedCluster) => Promise<FastifyReply>;

/** Endpoints on one cluster, by the end of their path. */
const clusterEndpoints: Record<string, ClusterHandler> = {
  'unitData/unitIdList': async ({ deps, reply }, { ref }) =>
    sendJson(reply, await listReportingUnitIds(deps.telemetry, ref)),

  'unitData/latestSet': async ({ deps, reply }, { ref }) => {
    const documents = await listNewestDataset(deps.telemetry, ref);
    return sendJson(reply, new Map(documents.map((document) => [unitIdOf(document), document])));
  },

  'downtime/unitIdList': async ({ deps, reply }, { ref }) =>
    sendJson(reply, await listJudgedUnitIds(deps.telemetry, ref)),

  'downtime/list': async ({ deps, read, reply }, { ref }) => {
    const period = readPeriod(read, 'UTC');
    const asked = { cluster: ref, unitId: read('unitId') ?? undefined, ...period };
    const downtimes = await listDowntimes(deps.telemetry, asked);
    return sendJson(
      reply,
      downtimes.map((downtime) => downtimeRow(ref, downtime)),
    );
  },

  'monitoring/failure/openList': async ({ deps, reply }, { ref }) =>
    sendJson(reply, (await listOpenFailures(deps.database, ref)).map(failureRow)),

  'monitoring/failure/list': async ({ deps, read, reply }, { ref, timeZone }) => {
    const period = readPeriod(read, timeZone);
    return sendJson(reply, (await listFailures(deps.database, { cluster: ref, ...period })).map(failureRow));
  },

  'monitoring/job/list': async ({ deps, reply }, { ref }) =>
    sendJson(reply, await listMonitorSettings(deps.database, ref)),
};

const clusterChanges: Record<string, ClusterHandler> = {
  'monitoring/job/activate': (caller, { ref }) => switchMonitor(caller, ref, true),
  'monitoring/job/deactivate': (caller, { ref }) => switchMonitor(caller, ref, false),
};

/** `/api/staff`: everything of every cluster of their communities, for staff. */
export function registerStaff(app: FastifyInstance, deps: Deps): void {
  addEndpoint(app, deps, {
    url: '/api/staff/community/outline',
    method: 'GET',
    handle: async (request, reply) => {
      const caller = await admitUser(deps, request, reply);
      checkStaff(caller);
      return sendJson(reply, outline(await listCommunities(deps.database, caller.session.user.scope)));
    },
  });

  function add(path: string, handle: ClusterHandler, change?: { isChange: true }) {
    addEndpoint(app, deps, {
      url: `/api/staff/${path}`,
      method: 'GET',
      ...change,
      handle: async (request, reply) => {
        const caller = await admitUser(deps, request, reply);
        checkStaff(caller);
        return handle(caller, await readCluster(caller));
      },
    });
  }
  for (const [path, handle] of Object.entries(clusterEndpoints)) add(path, handle);
  for (const [path, handle] of Object.entries(clusterChanges)) add(path, handle, { isChange: true });
  for (const [path, handle] of Object.entries(dealEndpoints)) {
    add(`deal/${path}`, (caller, { ref }) => handle(caller, dealsOfCluster(ref)));
  }
}

function unitIdOf({ oesunit }: TelemetryDocument): string {
  return String(oesunit.id);
}
