import { listCommunitiesOfResident } from '@commonwatt/database/communities';
import { findCurrentScenario, listAvailableScenarios } from '@commonwatt/database/scenarios';
import type { UnitRef } from '@commonwatt/domain/refs';
import { findNewestUnitDocument } from '@commonwatt/telemetry/unit-data';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import { admitUser, type Caller, checkResident, readOwnUnit } from './callers.ts';
import { dealEndpoints, dealsOfUnit } from './deals.ts';
import { addEndpoint } from './endpoint.ts';
import { outline } from './format/outline.ts';
import { scenarioRow } from './format/rows.ts';
import { sendJson, sendText } from './replies.ts';
import { choose } from './scenario-choice.ts';

type UnitHandler = (caller: Caller, unit: UnitRef) => Promise<FastifyReply>;

/** Endpoints on one unit, by the end of their path. */
const unitEndpoints: Record<string, UnitHandler> = {
  'unitData/latestSet': async ({ deps, reply }, unit) => {
    const document = await findNewestUnitDocument(deps.telemetry, unit);
    return sendJson(reply, document?.datasetId ? new Map([[unit.unitId, document]]) : {});
  },

  'scenario/availableList': async ({ deps, reply }, unit) =>
    sendJson(reply, (await listAvailableScenarios(deps.database, unit)).map(scenarioRow)),

  'scenario/current': async ({ deps, reply }, unit) => {
    const scenario = await findCurrentScenario(deps.database, unit);
    return scenario ? sendJson(reply, scenarioRow(scenario)) : sendText(reply, 200, '');
  },
};

/** `/api/resident`: the own homes, for those who live there. */
export function registerResident(app: FastifyInstance, deps: Deps): void {
  addEndpoint(app, deps, {
    url: '/api/resident/community/outline',
    method: 'GET',
    handle: async (request, reply) => {
      const caller = await admitUser(deps, request, reply);
      checkResident(caller);
      const communities = await listCommunitiesOfResident(deps.database, caller.session.user.id);
      return sendJson(reply, outline(communities));
    },
  });

  function add(path: string, handle: UnitHandler, change?: { isChange: true }) {
    addEndpoint(app, deps, {
      url: `/api/resident/${path}`,
      method: 'GET',
      ...change,
      handle: async (request, reply) => {
        const caller = await admitUser(deps, request, reply);
        checkResident(caller);
        return handle(caller, await readOwnUnit(caller));
      },
    });
  }
  for (const [path, handle] of Object.entries(unitEndpoints)) add(path, handle);
  add('scenario/choose', choose, { isChange: true });
  for (const [path, handle] of Object.entries(dealEndpoints)) {
    add(`deal/${path}`, (caller, unit) => handle(caller, dealsOfUnit(unit)));
  }
}
