import type { Document } from 'bson';
import type { Collection } from '../engine/collection.ts';
import { keyPattern } from '../engine/index-definition.ts';
import { MongoError } from '../errors.ts';
import { countMatches, type Examined, runPlan } from '../query/execute.ts';
import { type Plan, planQuery } from '../query/planner.ts';
import { preparePipeline, runPipeline } from './aggregate.ts';
import { Command } from './command.ts';
import type { Context, Reply } from './context.ts';
import { distinctValues, planDistinct, prepareCount, prepareFind } from './find.ts';
import { collect, Patience } from './patience.ts';

type Explained = { winningPlan: Document; nReturned: number; examined: Examined; stages?: string[] };

/** Says how a find, count, distinct or aggregate would find its documents, and what that looked at. */
export async function explain(command: Command, { store }: Context): Promise<Reply> {
  command.expect('explain', 'verbosity');
  const body = command.document('explain');
  if (!body) throw new MongoError('FailedToParse', 'explain needs a command');
  const inner = new Command(body, command.database);
  const namespace = inner.namespace();
  const collection = store.find(namespace);
  const { winningPlan, nReturned, examined, stages } = collection
    ? await explainCommand(inner, collection)
    : { winningPlan: { stage: 'EOF' }, nReturned: 0, examined: { keys: 0, documents: 0 }, stages: [] };
  const withStats = command.has('verbosity') ? command.string('verbosity') !== 'queryPlanner' : true;
  const explained = {
    queryPlanner: { namespace, winningPlan, rejectedPlans: [] },
    ...(withStats && {
      executionStats: {
        executionSuccess: true,
        nReturned,
        totalKeysExamined: examined.keys,
        totalDocsExamined: examined.documents,
        executionStages: winningPlan,
      },
    }),
  };
  if (!stages?.length) return { explainVersion: '1', ...explained, ok: 1 };
  return { explainVersion: '1', stages: [{ $cursor: explained }, ...stages.map((name) => ({ [name]: {} }))], ok: 1 };
}

async function explainCommand(command: Command, collection: Collection): Promise<Explained> {
  const examined = { keys: 0, documents: 0 };
  const patience = new Patience(0);
  switch (command.name) {
    case 'find': {
      const { query, projection } = prepareFind(command, collection);
      const plan = planQuery(collection, query);
      const found = await collect(runPlan(collection, plan, examined), patience);
      const fetched = describePlan(plan);
      const winningPlan = projection ? { stage: 'PROJECTION_SIMPLE', inputStage: fetched } : fetched;
      return { winningPlan, nReturned: found.length, examined };
    }
    case 'count': {
      const plan = planQuery(collection, prepareCount(command, collection));
      await collect(countMatches(collection, plan, examined), patience);
      return { winningPlan: describeCount(plan), nReturned: 0, examined };
    }
    case 'distinct': {
      const { plan, isLoose } = planDistinct(command, collection);
      const values = await distinctValues(command, collection, examined);
      const winningPlan = isLoose
        ? { stage: 'PROJECTION_COVERED', inputStage: indexStage(plan, 'DISTINCT_SCAN') }
        : describePlan(plan);
      return { winningPlan, nReturned: values.length, examined };
    }
    case 'aggregate': {
      const pipeline = preparePipeline(command, collection);
      const plan = planQuery(collection, pipeline.query);
      const found = await collect(await runPipeline(collection, pipeline, patience, examined), patience);
      const names = [
        ...pipeline.byteStages.map(({ kind }) => `$${kind}`),
        ...pipeline.rest.flatMap((stage) => Object.keys(stage)),
      ];
      const winningPlan = pipeline.countAs ? describeCount(plan) : describePlan(plan);
      return { winningPlan, nReturned: found.length, examined, stages: names };
    }
    default:
      throw new MongoError('CommandNotFound', `Explain failed due to unknown command: ${command.name}`);
  }
}

function describeCount(plan: Plan): Document {
  const { filter } = plan.query;
  if (plan.index && plan.residual.length === 0) return { stage: 'COUNT', inputStage: indexStage(plan, 'COUNT_SCAN') };
  if (filter.conditions.length === 0) return { stage: 'RECORD_STORE_FAST_COUNT' };
  return { stage: 'COUNT', inputStage: describePlan(plan) };
}

function describePlan(plan: Plan): Document {
  const { sort, skip, limit } = plan.query;
  let stage: Document = { stage: 'COLLSCAN', direction: 'forward' };
  if (plan.index) stage = { stage: 'FETCH', inputStage: indexStage(plan, 'IXSCAN') };
  if (sort && !plan.isSorted) {
    const sortPattern = Object.fromEntries(sort.map(({ path, isDescending }) => [path.text, isDescending ? -1 : 1]));
    stage = { stage: 'SORT', sortPattern, ...(limit > 0 && { limitAmount: limit }), inputStage: stage };
  }
  if (skip > 0) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage };
  if (limit > 0 && plan.isSorted) stage = { stage: 'LIMIT', limitAmount: limit, inputStage: stage };
  return stage;
}

function indexStage(plan: Plan, stage: string): Document {
  const { index } = plan;
  if (!index) return { stage: 'COLLSCAN' };
  return {
    stage,
    keyPattern: keyPattern(index),
    indexName: index.name,
    isMultiKey: index.isMultikey,
    isUnique: index.isUnique,
    direction: plan.isReverse ? 'backward' : 'forward',
  };
}
