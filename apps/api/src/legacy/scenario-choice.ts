import { findCurrentScenario, isScenarioAvailable } from '@commonwatt/database/scenarios';
import { escapeHtml } from '@commonwatt/domain/escape-html';
import type { UnitRef } from '@commonwatt/domain/refs';
import type { FastifyReply } from 'fastify';
import { recordChoice } from '../scenarios/record-choice.ts';
import { type Caller, checkIntended } from './callers.ts';
import { Refusal } from './refusal.ts';
import { sendText } from './replies.ts';

/**
 * Chooses the scenario that `scenarioId` names for a unit, or none without it. What is chosen already stays, even when the
 * unit could not choose it any more.
 */
export async function choose(caller: Caller, unit: UnitRef): Promise<FastifyReply> {
  const { deps, ctx, session, read, request, reply } = caller;
  const wanted = read('scenarioId');
  const scenarioId = wanted === null ? null : Number(wanted);
  const current = await findCurrentScenario(deps.database, unit);
  if (wanted !== null && !/^\d+$/.test(wanted)) throw badScenario(wanted);
  if ((current?.id ?? null) === scenarioId) return sendText(reply, 200, 'no change');
  if (wanted !== null && scenarioId !== null && !(await isScenarioAvailable(deps.database, unit, scenarioId))) {
    throw badScenario(wanted);
  }
  checkIntended(deps, request);
  const before = current?.id ?? null;
  await recordChoice(deps, { unit, before, after: scenarioId, actor: session.user, address: ctx.address });
  return sendText(reply, 200, 'ok');
}

function badScenario(wanted: string): Refusal {
  return new Refusal(400, `bad scenarioId : ${escapeHtml(wanted)}`);
}
