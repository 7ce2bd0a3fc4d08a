import { type Document, deserialize } from 'bson';
import { Context, evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { Query } from 'mingo/query';
import type { AnyObject, Options } from 'mingo/types';
import { compare } from 'mingo/util';
import { frameDocument, rawValueField } from '../bson/build.ts';
import type { RawValue } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import { dateOperators } from './date-operators.ts';

// mingo evaluates expressions and most stages, on decoded documents. Here is what it may do, and what is put right.

type Accumulator = (values: unknown[], expression: unknown, options: Options) => unknown;

const { $function: _function, ...safeExpressions } = expressions;
const { $accumulator: _accumulator, ...safeAccumulators } = accumulators;
const { $where: _where, $jsonSchema: _jsonSchema, ...safeQueries } = queries;

// In mingo a missing value becomes null in $push and $addToSet; $min and $max sort all values to find one.
const betterAccumulators: Record<`$${string}`, Accumulator> = {
  $push: (documents, expression, options) => present(documents, expression, options),
  $addToSet: (documents, expression, options) =>
    accumulators.$addToSet(present(documents, expression, options), null, options),
  $min: (documents, expression, options) => extreme(present(documents, expression, options), -1),
  $max: (documents, expression, options) => extreme(present(documents, expression, options), 1),
};

const windowNames = new Set(Object.keys(windows));
const accumulatorNames = new Set(Object.keys(safeAccumulators));
const operatorNames = new Set([...Object.keys(safeExpressions), ...accumulatorNames, ...windowNames]);
/** Whose time zone mingo ignores. */
const zonelessOperators = new Set([
  '$dateAdd',
  '$dateSubtract',
  '$dateDiff',
  '$dateToParts',
  '$dateFromParts',
  '$dateFromString',
]);

const context = Context.init({
  expression: { ...safeExpressions, ...dateOperators } as Parameters<Context['addExpressionOps']>[0],
  accumulator: { ...safeAccumulators, ...betterAccumulators } as Parameters<Context['addAccumulatorOps']>[0],
  pipeline: { ...stages },
  projection: { ...projections },
  query: { ...safeQueries },
  window: { ...windows },
});

/** mingo's options for this store; `stages` replace its own. */
export function mingoOptions(ownStages: Parameters<Context['addPipelineOps']>[0] = {}): Partial<Options> {
  return {
    context: Context.from(Context.init({ pipeline: ownStages }), context),
    // $setWindowFields needs it for itself; what a client sends never holds a function, and its operators are checked.
    scriptEnabled: true,
    useStrictMode: true,
  };
}

/** A stored document as mingo sees it: numbers are JavaScript's, except an int64 above 2^53. */
export function decode(document: Buffer): AnyObject {
  return deserialize(document, { bsonRegExp: true });
}

/** Decodes a part of a command, such as a stage. */
export function decodeValue(value: RawValue): unknown {
  const { value: decoded }: Document = deserialize(frameDocument([rawValueField('value', value)]));
  return decoded;
}

/** The condition of `$expr`, as a test of encoded documents. */
export function compileExpression(value: RawValue): (document: Buffer) => boolean {
  const expression = decodeValue(value);
  checkOperators(expression);
  const query = new Query({ $expr: expression }, mingoOptions());
  return (document) => query.test(decode(document));
}

/** Throws when an expression (or the body of a stage) uses an operator that would not be evaluated as MongoDB does. */
export function checkOperators(expression: unknown): void {
  if (Array.isArray(expression)) for (const item of expression) checkOperators(item);
  if (!isPlainObject(expression)) return;
  for (const [name, operand] of Object.entries(expression)) {
    if (name === '$literal') continue;
    if (name.startsWith('$') && !operatorNames.has(name)) {
      throw new MongoError('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
    }
    if (zonelessOperators.has(name) && typeof operand === 'object' && operand !== null && 'timezone' in operand) {
      throw new MongoError('BadValue', `${name} with a timezone is not supported by this store`);
    }
    checkOperators(operand);
  }
}

/** Throws unless each field of a `$group` is computed by one known accumulator. */
export function checkGroup(group: AnyObject): void {
  if (!('_id' in group)) throw new MongoError(15955, 'a group specification must include an _id');
  for (const [field, accumulator] of Object.entries(group)) {
    if (field === '_id') continue;
    const isObject = typeof accumulator === 'object' && accumulator !== null;
    const operators = isObject ? Object.keys(accumulator) : [];
    if (!isObject) throw new MongoError(40234, `The field '${field}' must be an accumulator object`);
    if (operators.length !== 1) throw new MongoError(40238, `The field '${field}' must specify one accumulator`);
    if (!accumulatorNames.has(operators[0] ?? ''))
      throw new MongoError(15952, `unknown group operator '${operators[0]}'`);
  }
  checkOperators(group);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function present(documents: unknown[], expression: unknown, options: Options): unknown[] {
  if (expression === null) return documents.filter((value) => value !== undefined);
  // mingo passes its own class of options here, in which each document is made the root in turn.
  const own = (options.constructor as unknown as OptionsClass).init(options);
  const values = documents.map((document) => evalExpr(document, expression, own.update({ root: document })));
  return values.filter((value) => value !== undefined);
}

type OptionsClass = { init(options: Options): Options & { update(locals: { root: unknown }): Options } };

function extreme(values: unknown[], direction: 1 | -1): unknown {
  let best: unknown = null;
  for (const value of values) {
    if (value !== null && (best === null || compare(value, best) * direction > 0)) best = value;
  }
  return best;
}
