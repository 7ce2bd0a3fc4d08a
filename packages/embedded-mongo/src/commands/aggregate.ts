import type { AnyObject } from 'mingo/types';
import { encodeComputed } from '../bson/build.ts';
import { BsonType, elements, findField, numberOf } from '../bson/raw.ts';
import type { Collection } from '../engine/collection.ts';
import { MongoError } from '../errors.ts';
import { countMatches, type Examined, runPlan, tooMuchMemory } from '../query/execute.ts';
import { decode } from '../query/expressions.ts';
import { type ByteStage, isBlocking, neededFields, type Pipeline, parsePipeline, runMingo } from '../query/pipeline.ts';
import { planQuery } from '../query/planner.ts';
import { type Projection, projectFields } from '../query/projection.ts';
import { openChangeStream } from './change-stream.ts';
import type { Command } from './command.ts';
import type { Context, Reply } from './context.ts';
import { generatorSource } from './cursors.ts';
import { firstReply, parseHint, projected } from './find.ts';
import { collect, Patience } from './patience.ts';

const FIRST_BATCH = 101;
const MAX_PIPELINE_BYTES = 100 * 1024 * 1024;

export async function aggregate(command: Command, context: Context): Promise<Reply> {
  command.expect('pipeline', 'cursor', 'allowDiskUse', 'hint', 'bypassDocumentValidation');
  const stages = command.documents('pipeline');
  const isChangeStream = stages[0] !== undefined && [...elements(stages[0])][0]?.name === '$changeStream';
  const target = command.raw('aggregate');
  if (target?.type !== BsonType.string) {
    if (isChangeStream)
      throw new MongoError('IllegalOperation', 'only single collections can be watched in this store');
    throw new MongoError(40324, 'pipelines on a whole database are not supported by this store');
  }
  const namespace = command.namespace();
  const patience = Patience.of(command);
  const limit = batchSizeOf(command);
  if (isChangeStream) {
    const source = openChangeStream(context, namespace, stages);
    const batch = await source.next(limit, patience, 0);
    return firstReply(batch, namespace, () => context.cursors.open(namespace, source, context.connection));
  }
  const collection = context.store.find(namespace);
  const pipeline = preparePipeline(command, collection);
  const documents = collection
    ? await runPipeline(collection, pipeline, patience, { keys: 0, documents: 0 })
    : runMingo([], pipeline.rest);
  const source = generatorSource(documents);
  const batch = await source.next(limit, patience, 0);
  return firstReply(batch, namespace, () => context.cursors.open(namespace, source, context.connection));
}

export function preparePipeline(command: Command, collection: Collection | null): Pipeline {
  const pipeline = parsePipeline(command.documents('pipeline'));
  pipeline.query.hint = parseHint(command, collection);
  return pipeline;
}

/** The results of a pipeline. What mingo needs as a whole is read before this resolves, the rest while it is consumed. */
export async function runPipeline(
  collection: Collection,
  pipeline: Pipeline,
  patience: Patience,
  examined: Examined,
): Promise<Generator<Buffer | null>> {
  const plan = planQuery(collection, pipeline.query);
  if (pipeline.countAs) {
    const [count = 0] = await collect(countMatches(collection, plan, examined), patience);
    const result = pipeline.countAs.give(count);
    return documentsOf(result ? [encodeComputed(result)] : []);
  }
  const documents = runByteStages(projected(runPlan(collection, plan, examined), null), pipeline.byteStages);
  if (pipeline.rest.length === 0) return documents;
  const fields = neededFields(pipeline);
  const reduce = fields && projectFields(fields);
  if (!isBlocking(pipeline)) return runMingo(decodeEach(documents, reduce), pipeline.rest);
  let bytes = 0;
  const decoded: AnyObject[] = [];
  for (const document of documents) {
    if (document === null) {
      await patience.breathe();
      continue;
    }
    const reduced = reduce ? reduce(document) : document;
    bytes += reduced.length;
    if (bytes > MAX_PIPELINE_BYTES) throw tooMuchMemory('the aggregation');
    decoded.push(decode(reduced));
  }
  return runMingo(decoded, pipeline.rest);
}

export function* runByteStages(documents: Generator<Buffer | null>, stages: ByteStage[]): Generator<Buffer | null> {
  const passed = stages.map(() => 0);
  for (const document of documents) {
    let current: Buffer | null = document;
    let isLast = false;
    for (const [at, stage] of stages.entries()) {
      if (current === null) break;
      if (stage.kind === 'project') current = stage.project(current);
      else if (stage.kind === 'match') current = stage.test(current) ? current : null;
      else {
        const count = (passed[at] ?? 0) + 1;
        passed[at] = count;
        if (stage.kind === 'skip' && count <= stage.count) current = null;
        if (stage.kind === 'limit' && count >= stage.count) isLast = true;
      }
    }
    yield current;
    if (isLast) return;
  }
}

function* decodeEach(documents: Generator<Buffer | null>, reduce: Projection | null): Generator<AnyObject> {
  for (const document of documents) {
    if (document) yield decode(reduce ? reduce(document) : document);
  }
}

function* documentsOf(documents: Buffer[]): Generator<Buffer | null> {
  yield* documents;
}

function batchSizeOf(command: Command): number {
  const cursor = command.document('cursor');
  if (!cursor)
    throw new MongoError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const size = findField(cursor, 'batchSize');
  if (!size) return FIRST_BATCH;
  const number = numberOf(size);
  if (number === null || !Number.isInteger(number) || number < 0)
    throw new MongoError('BadValue', 'batchSize must be a whole number, 0 or more');
  return number;
}
