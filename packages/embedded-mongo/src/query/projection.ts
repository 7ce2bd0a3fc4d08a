import { Aggregator } from 'mingo/aggregator';
import { encodeComputed } from '../bson/build.ts';
import { BsonType, elements, numberOf, type RawElement, valueEnd } from '../bson/raw.ts';
import { MongoError } from '../errors.ts';
import { checkOperators, decode, mingoOptions } from './expressions.ts';

/** Turns a stored document into what a reader asked for. */
export type Projection = (document: Buffer) => Buffer;

/** What happens to the fields of a document; what is not named here is left out (`keep`) or kept (`drop`). */
type Tree = Map<string, 'named' | Tree>;
type Simple = { keep: boolean; keepId: boolean; tree: Tree };

/**
 * Compiles the projection of a find. One that only names fields works on the encoded bytes, so that types and order stay;
 * one that computes values is mingo's work.
 */
export function parseProjection(spec: Buffer | null): Projection | null {
  if (!spec || spec.length <= 5) return null;
  const simple = parseSimple(spec);
  return simple ? projectSimply(simple) : projectWithMingo(spec);
}

/** As `parseProjection`, but `null` for a projection that computes values. */
export function parseSimpleProjection(spec: Buffer): Projection | null {
  const simple = parseSimple(spec);
  return simple && projectSimply(simple);
}

/** A projection to some top-level fields. */
export function projectFields(names: Iterable<string>): Projection {
  const tree: Tree = new Map([...names].map((name) => [name, 'named']));
  return projectSimply({ keep: true, keepId: tree.has('_id'), tree });
}

function projectSimply(simple: Simple): Projection {
  const tree: Tree = new Map(simple.tree);
  if (simple.keepId === simple.keep) tree.set('_id', 'named');
  const rules = rulesOf(tree);
  const output = new Output();
  return (document) => output.document(document, 0, rules, simple.keep);
}

/** A tree with its names encoded, so that the names of a document need not be decoded. */
type Rules = { name: Buffer; rule: 'named' | Rules }[];

function rulesOf(tree: Tree): Rules {
  return [...tree].map(([name, rule]) => ({ name: Buffer.from(name), rule: rule === 'named' ? rule : rulesOf(rule) }));
}

/** The rule for the name that stands in `source[from..to)`. */
function findRule(rules: Rules, source: Buffer, from: number, to: number): 'named' | Rules | undefined {
  for (const { name, rule } of rules) {
    if (name.length !== to - from) continue;
    let matched = 0;
    while (matched < name.length && name[matched] === source[from + matched]) matched++;
    if (matched === name.length) return rule;
  }
  return undefined;
}

function projectWithMingo(spec: Buffer): Projection {
  const stage = decode(spec);
  if (Object.keys(stage).some((path) => path.endsWith('.$'))) {
    throw new MongoError('BadValue', 'positional projection is not supported by this store');
  }
  for (const value of Object.values(stage)) {
    const isObject = typeof value === 'object' && value !== null;
    if (isObject && '$slice' in value)
      throw new MongoError('BadValue', '$slice projections are not supported by this store');
    if (!isObject || !('$elemMatch' in value)) checkOperators(value);
  }
  const aggregator = new Aggregator([{ $project: stage }], mingoOptions());
  return (document) => encodeComputed(aggregator.run([decode(document)])[0] ?? {});
}

/** `null` when something is computed. */
function parseSimple(spec: Buffer): Simple | null {
  const fields: { path: string; isKept: boolean }[] = [];
  let keepId: boolean | null = null;
  const collect = (element: RawElement, prefix: string): boolean => {
    const path = prefix + element.name;
    if (element.name.startsWith('$') || path.endsWith('.$')) return false;
    if (element.type === BsonType.object)
      return [...elements(element.source, element.start)].every((inner) => collect(inner, `${path}.`));
    const number = element.type === BsonType.boolean ? (element.source[element.start] ?? 0) : numberOf(element);
    if (number === null) return false;
    if (path === '_id') keepId = number !== 0;
    else fields.push({ path, isKept: number !== 0 });
    return true;
  };
  if (![...elements(spec)].every((element) => collect(element, ''))) return null;
  const keep = fields[0]?.isKept ?? keepId ?? false;
  const odd = fields.find(({ isKept }) => isKept !== keep);
  if (odd && keep) throw new MongoError(31254, `Cannot do exclusion on field ${odd.path} in inclusion projection`);
  if (odd) throw new MongoError(31253, `Cannot do inclusion on field ${odd.path} in exclusion projection`);
  const tree: Tree = new Map();
  for (const { path } of fields) addPath(tree, path);
  return { keep, keepId: keepId ?? true, tree };
}

function addPath(tree: Tree, path: string): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let at = tree;
  for (const part of parts) {
    const inner = at.get(part) ?? new Map();
    if (inner === 'named') throw new MongoError(31249, `Path collision at ${path}`);
    at.set(part, inner);
    at = inner;
  }
  if (at.has(last)) throw new MongoError(31250, `Path collision at ${path}`);
  at.set(last, 'named');
}

/** Writes projected documents into one buffer that is reused; what it gives is a copy. */
class Output {
  #bytes = Buffer.allocUnsafe(4096);
  #length = 0;

  document(source: Buffer, start: number, rules: Rules, keep: boolean): Buffer {
    // Nothing a projection makes is longer than its source, but for new names of array items.
    const most = 2 * source.length + 64;
    if (this.#bytes.length < most) this.#bytes = Buffer.allocUnsafe(2 * most);
    this.#length = 0;
    this.#fields(source, start, rules, keep);
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  #fields(source: Buffer, start: number, rules: Rules, keep: boolean): void {
    const begin = this.#begin();
    let at = start + 4;
    // What is kept and stands together is copied together.
    let keptFrom = at;
    for (let type = source[at]; type; type = source[at]) {
      let value = at + 1;
      while (source[value] !== 0) value++;
      const rule = findRule(rules, source, at + 1, value);
      const end = valueEnd(source, type, ++value);
      const isContainer = type === BsonType.object || type === BsonType.array;
      const inner = isContainer && rule !== 'named' ? rule : undefined;
      const isKept = !inner && (rule === 'named') === keep;
      if (!isKept) {
        this.#copy(source, keptFrom, at);
        keptFrom = end;
      }
      if (inner) {
        this.#copy(source, at, value);
        if (type === BsonType.object) this.#fields(source, value, inner, keep);
        else this.#items(source, value, inner, keep);
      }
      at = end;
    }
    this.#copy(source, keptFrom, at);
    this.#finish(begin);
  }

  #items(source: Buffer, start: number, rules: Rules, keep: boolean): void {
    const begin = this.#begin();
    let index = 0;
    for (const item of elements(source, start)) {
      const isContainer = item.type === BsonType.object || item.type === BsonType.array;
      if (!isContainer && keep) continue;
      this.#bytes[this.#length++] = item.type;
      this.#length += this.#bytes.write(`${index++}\0`, this.#length, 'latin1');
      if (item.type === BsonType.object) this.#fields(source, item.start, rules, keep);
      else if (item.type === BsonType.array) this.#items(source, item.start, rules, keep);
      else this.#copy(source, item.start, item.end);
    }
    this.#finish(begin);
  }

  #begin(): number {
    this.#length += 4;
    return this.#length - 4;
  }

  #finish(begin: number): void {
    this.#bytes[this.#length++] = 0;
    this.#bytes.writeInt32LE(this.#length - begin, begin);
  }

  #copy(source: Buffer, start: number, end: number): void {
    if (start < end) this.#length += source.copy(this.#bytes, this.#length, start, end);
  }
}
