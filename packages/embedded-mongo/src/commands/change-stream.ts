import { deserialize, Timestamp } from 'bson';
import { encodeDocument, encodeFields, frameDocument, rawField, rawValueField } from '../bson/build.ts';
import { BsonType, findField, valueBytes } from '../bson/raw.ts';
import type { Change, ChangeLog } from '../engine/change-log.ts';
import { describeUpdate } from '../engine/update-description.ts';
import { MongoError } from '../errors.ts';
import { decode } from '../query/expressions.ts';
import { type Pipeline, parseEventPipeline, runMingo } from '../query/pipeline.ts';
import { runByteStages } from './aggregate.ts';
import type { Context } from './context.ts';
import type { Batch, BatchSource } from './cursors.ts';

const MAX_BATCH_BYTES = 16 * 1024 * 1024;

type Options = { looksUp: boolean; from: number };

/** Opens a change stream on a namespace: `stages` begin with `$changeStream`. */
export function openChangeStream(context: Context, namespace: string, stages: Buffer[]): BatchSource {
  if (!context.hasChangeStreams) {
    throw new MongoError(40573, 'The $changeStream stage is only supported on replica sets');
  }
  const [first, ...rest] = stages;
  const spec = first && findField(first, '$changeStream');
  if (spec?.type !== BsonType.object) throw new MongoError(50808, '$changeStream expects a nested object');
  const pipeline = parseEventPipeline(rest);
  const log = context.store.changeLog(namespace);
  return new ChangeStream(context, namespace, log, pipeline, parseOptions(valueBytes(spec), log));
}

function parseOptions(spec: Buffer, log: ChangeLog): Options {
  const {
    fullDocument = 'default',
    fullDocumentBeforeChange = 'off',
    resumeAfter,
    startAfter,
    ...others
  } = deserialize(spec);
  const [unknown] = Object.entries(others).find(([, value]) => value !== false) ?? [];
  if (unknown) throw new MongoError(40415, `BSON field '$changeStream.${unknown}' is not supported by this store`);
  if (fullDocumentBeforeChange !== 'off' || !['default', 'updateLookup'].includes(fullDocument)) {
    throw new MongoError('BadValue', 'this store only knows fullDocument default and updateLookup, and no pre-images');
  }
  const token = resumeAfter ?? startAfter;
  if (token === undefined) return { looksUp: fullDocument === 'updateLookup', from: log.next };
  const [, epoch, sequence, suffix] = /^([0-9a-f]{16})([0-9a-f]{12})(0[01])$/.exec(String(token?._data)) ?? [];
  if (epoch === undefined || sequence === undefined)
    throw new MongoError(260, 'the resume token is not one of this store');
  if (suffix === '01' && resumeAfter) {
    throw new MongoError(260, 'an invalidate event cannot be resumed after, only started after');
  }
  const from = Number.parseInt(sequence, 16) + 1;
  if (epoch !== log.epoch) throw historyLost('the resume token is from before a restart');
  return { looksUp: fullDocument === 'updateLookup', from };
}

function historyLost(reason: string): MongoError {
  return new MongoError('ChangeStreamHistoryLost', `Resume of change stream was not possible, as ${reason}`, {
    errorLabels: ['NonResumableChangeStreamError'],
  });
}

class ChangeStream implements BatchSource {
  readonly #context: Context;
  readonly #namespace: string;
  readonly #log: ChangeLog;
  readonly #pipeline: Pipeline;
  readonly #options: Options;
  #next: number;
  #isClosed = false;
  #isInvalid = false;

  constructor(context: Context, namespace: string, log: ChangeLog, pipeline: Pipeline, options: Options) {
    this.#context = context;
    this.#namespace = namespace;
    this.#log = log;
    this.#pipeline = pipeline;
    this.#options = options;
    this.#next = options.from;
  }

  /** Gives what has happened; when nothing has, waits for it up to `waitMs`. */
  async next(limit: number, _: unknown, waitMs: number): Promise<Batch> {
    const deadline = performance.now() + waitMs;
    for (;;) {
      const documents = this.#read(limit);
      const left = deadline - performance.now();
      if (documents.length > 0 || this.#isInvalid || this.#isClosed || left <= 0) {
        return { documents, isDone: this.#isInvalid, resumeToken: encodeDocument(this.#token(this.#next - 1)) };
      }
      await this.#changed(left);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#log.wake();
  }

  #read(limit: number): Buffer[] {
    const documents: Buffer[] = [];
    if (!this.#log.reaches(this.#next)) throw historyLost('the changes after it are no longer kept');
    let bytes = 0;
    while (documents.length < limit && !this.#isInvalid && bytes < MAX_BATCH_BYTES) {
      const change = this.#log.get(this.#next);
      if (!change) break;
      this.#next++;
      for (const event of this.#events(change)) {
        const result = this.#transform(event);
        if (!result) continue;
        bytes += result.length;
        documents.push(result);
      }
    }
    return documents;
  }

  #changed(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, Math.min(waitMs, 2 ** 31 - 1));
      const stop = this.#log.onChange(done);
      function done(): void {
        clearTimeout(timer);
        stop();
        resolve();
      }
    });
  }

  #token(sequence: number, suffix = '00'): { _data: string } {
    return { _data: `${this.#log.epoch}${sequence.toString(16).padStart(12, '0')}${suffix}` };
  }

  #events(change: Change): Buffer[] {
    if (change.kind !== 'drop') return [this.#event(change, change.kind, '00')];
    this.#isInvalid = true;
    return [this.#event(change, 'drop', '00'), this.#event(change, 'invalidate', '01')];
  }

  #event(change: Change, operationType: string, suffix: string): Buffer {
    const seconds = Math.floor(change.at.getTime() / 1000);
    const [database = '', ...names] = this.#namespace.split('.');
    const full = this.#fullDocument(change);
    return frameDocument([
      encodeFields({
        _id: this.#token(change.sequence, suffix),
        operationType,
        clusterTime: new Timestamp({ t: seconds, i: change.sequence % 2 ** 31 }),
        wallTime: change.at,
      }),
      ...(full === undefined
        ? []
        : [rawField('fullDocument', full ? BsonType.object : BsonType.null, full ?? Buffer.alloc(0))]),
      ...(operationType === 'invalidate' ? [] : [encodeFields({ ns: { db: database, coll: names.join('.') } })]),
      ...(change.documentKey ? [rawField('documentKey', BsonType.object, change.documentKey)] : []),
      ...(change.before && change.after
        ? [rawField('updateDescription', BsonType.object, describeUpdate(change.before, change.after))]
        : []),
    ]);
  }

  /** `undefined`: the event has none. `null`: the document that was to be looked up is gone. */
  #fullDocument({ kind, document, documentKey, after }: Change): Buffer | null | undefined {
    if (kind === 'insert' || kind === 'replace') return after;
    if (kind !== 'update' || !this.#options.looksUp) return undefined;
    const current = this.#context.store.find(this.#namespace)?.read(document);
    const id = current && findField(current, '_id');
    const isSame = id && documentKey?.equals(frameDocument([rawValueField('_id', id)]));
    return isSame ? current : null;
  }

  #transform(event: Buffer): Buffer | null {
    const { query, byteStages, rest } = this.#pipeline;
    if (!query.filter.matches(event)) return null;
    const [passed] = runByteStages(single(event), byteStages);
    if (!passed) return null;
    const result = rest.length === 0 ? passed : runMingo([decode(passed)], rest).next().value;
    if (!result) return null;
    const [tokenOfEvent, tokenOfResult] = [findField(event, '_id'), findField(result, '_id')];
    const isKept = tokenOfEvent && tokenOfResult && valueBytes(tokenOfEvent).equals(valueBytes(tokenOfResult));
    if (isKept) return result;
    throw new MongoError(
      'ChangeStreamFatalError',
      'a change stream pipeline must keep the _id of its events, the resume token',
      {
        errorLabels: ['NonResumableChangeStreamError'],
      },
    );
  }
}

function* single(document: Buffer): Generator<Buffer | null> {
  yield document;
}
