import { auditSubject, listLastChanges } from '@commonwatt/database/audit';
import { findCluster } from '@commonwatt/database/communities';
import { listCurrentChoices, listScenariosOfCommunity } from '@commonwatt/database/scenarios';
import { DomainError } from '@commonwatt/domain/domain-error';
import { codeSchema, textSchema } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { readScenario, type Scenario } from '@commonwatt/domain/scenario';
import { isInScope } from '@commonwatt/domain/staff-scope';
import { z } from 'zod';
import { communityProcedure, router, unitProcedure } from '../trpc.ts';
import { previewHomes } from './preview-homes.ts';
import { previewWeek, readCapacityWh } from './preview-week.ts';

/** More text than any scenario has. */
const longestScenario = 200_000;

export const scenariosRouter = router({
  /**
   * The scenarios that units of a community may choose, each with when it was changed last and by whom (null: not known),
   * and which unit trades by which.
   */
  list: communityProcedure.input(z.object({ communityId: codeSchema })).query(async ({ ctx, input }) => {
    const { communityId } = input;
    const { database } = ctx.deps;
    // Who is limited to communities sees what is for all, as their homes may choose it.
    const [scenarios, homes] = await Promise.all([
      listScenariosOfCommunity(database, communityId),
      listCurrentChoices(database, communityId),
    ]);
    const { scope } = ctx.session.user;
    const subjects = scenarios.map(({ id }) => auditSubject('scenario', id));
    const changes = await listLastChanges(database, scope, subjects);
    const rows = scenarios.map((scenario, i) => {
      const last = changes.find(({ subject }) => subject === subjects[i]);
      const mayEdit = isInScope(scope, scenario.communityCode);
      return { ...scenario, mayEdit, changedAt: last?.at ?? scenario.createdAt, changedBy: last?.actorName ?? null };
    });
    return { scenarios: rows, homes };
  }),

  /** What a unit would have wished for over the last week under a scenario that need not be stored. */
  preview: unitProcedure.input(z.object({ text: textSchema.max(longestScenario) })).query(async ({ ctx, input }) => {
    const { telemetry, database, now } = ctx.deps;
    const scenario = scenarioOf(input.text);
    const cluster = await findCluster(database, input.unit);
    if (!cluster)
      throw refused('NOT_FOUND', 'noCluster', { cluster: `${input.unit.communityId}/${input.unit.clusterId}` });
    const { timeZone } = cluster;
    const [preview, capacityWh] = await Promise.all([
      previewWeek(telemetry, { unit: input.unit, scenario, timeZone, now: now() }),
      readCapacityWh(telemetry, input.unit),
    ]);
    return { preview, capacityWh };
  }),

  /** The same for the homes that trade by a scenario, some at a time, so that one sees how far it is. */
  previewHomes: communityProcedure
    .input(
      z.object({
        communityId: codeSchema,
        scenarioId: z.number().int(),
        text: textSchema.max(longestScenario),
        cursor: z.number().int().min(0).default(0),
      }),
    )
    .query(({ ctx, input: { text, ...homes } }) =>
      previewHomes(ctx.deps, { ...homes, scenario: scenarioOf(text), now: ctx.deps.now() }),
    ),
});

/** @throws DomainError BAD_REQUEST for a text that no unit could take. */
function scenarioOf(text: string): Scenario {
  const read = readScenario(text);
  if (read.ok) return read.scenario;
  throw new DomainError('BAD_REQUEST', `This is no scenario: it ${read.problem}`);
}
