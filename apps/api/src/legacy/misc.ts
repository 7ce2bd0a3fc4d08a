import { storeUnitScenario } from '@commonwatt/database/scenarios';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import { type AdmittedHome, createHomeAdmission } from './admit-home.ts';
import { addEndpoint } from './endpoint.ts';
import { type Parameters, readForm } from './form.ts';
import { Refusal } from './refusal.ts';
import { sendJsonText, sendText } from './replies.ts';
import { createScenarioFetches } from './scenario-fetches.ts';

/**
 * `POST /api/misc/scenario/currentData` and `/update`: how homes fetch and store scenarios, with the account of the home
 * in each request. Answers are those of the old service center to the byte: apis-ccc takes 200 with a body as the
 * scenario, 200 without one as "none chosen", and everything else as a failure.
 */
export function registerMisc(app: FastifyInstance, deps: Deps): void {
  const homes = createHomeAdmission(deps);
  const fetches = createScenarioFetches(deps.database, deps.log);
  app.addHook('onClose', () => Promise.all([fetches.stop(), homes.close()]));
  function add(url: string, handle: Handler) {
    addEndpoint(app, deps, {
      url,
      method: 'POST',
      hasForgeryCheck: false,
      handle: async (request, reply) => {
        const form = readForm(request);
        return handle(deps, await homes.admit(request, form), form, reply);
      },
    });
  }
  add('/api/misc/scenario/currentData', async ({ now }, { unit, scenarioData }, _form, reply) => {
    fetches.note(unit, scenarioData, now());
    return scenarioData ? sendJsonText(reply, scenarioData) : sendText(reply, 200, '');
  });
  add('/api/misc/scenario/update', storeScenario);
}

type Handler = (deps: Deps, home: AdmittedHome, form: Parameters, reply: FastifyReply) => Promise<FastifyReply>;

const longestName = 128;

const storeScenario: Handler = async ({ database, now }, { unit }, form, reply) => {
  const name = form('name');
  const data = form('data');
  if (!name || !data) throw new Refusal(400, 'no param : name, data');
  if (name.length > longestName)
    throw new Refusal(400, `bad param values : name has more than ${longestName} characters`);
  const outcome = await storeUnitScenario(database, { unit, name, data, description: form('description'), now: now() });
  return sendText(reply, 200, outcome);
};
