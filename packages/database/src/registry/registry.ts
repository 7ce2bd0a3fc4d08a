import type { DomainError } from '@commonwatt/domain/domain-error';
import { type RefusalNoun, refused } from '@commonwatt/domain/refusals';
import { isInScope, type StaffScope } from '@commonwatt/domain/staff-scope';
import { auditSubject, listLastChanges, recordAudit } from '../audit.ts';
import type { Database, DatabaseOrTransaction, DatabaseTransaction } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { serializable } from '../serializable.ts';
import { requireAsSeen } from '../stale-edit.ts';
import { type RegistryTable, type Row, selectOf, type Where } from './registry-table.ts';

export type RegistryQuery = {
  /** Rows in whose texts this occurs, in any case; empty: all. */
  search: string;
  /** Rows whose fields have these values. */
  filter: Readonly<Record<string, unknown>>;
  /** By which field they are sorted instead of in the table's own order. */
  sort: { field: string; isDescending: boolean } | null;
  /** Counted from 0. */
  page: number;
  pageSize: number;
};

/** One page of a table as far as it is in scope, in its order, and how many rows there are. */
export async function listRows(
  db: DatabaseOrTransaction,
  table: RegistryTable,
  query: RegistryQuery,
  scope: StaffScope,
): Promise<{ rows: Row[]; total: number }> {
  const where = { AND: [whereOf(table, query), visibleIn(table, scope)] };
  const { page, pageSize } = query;
  const orderBy = orderOf(table, query);
  const found = { where, orderBy, skip: page * pageSize, take: pageSize, select: shownSelect(table, scope) };
  const [rows, total] = await Promise.all([
    table.delegate(db).findMany(found) as Promise<Row[]>,
    table.delegate(db).count({ where }),
  ]);
  return {
    rows: await withAuthors(
      db,
      table,
      rows.map((row) => presented(table, row)),
      scope,
    ),
    total,
  };
}

function whereOf(table: RegistryTable, { search, filter }: RegistryQuery): Where {
  const special = table.narrowedBy ?? {};
  const unknown = Object.keys(filter).filter((field) => !table.filters.includes(field) && !(field in special));
  if (unknown.length > 0) {
    throw refused('BAD_REQUEST', 'noNarrowing', { noun: table.noun, fields: unknown.join(', ') });
  }
  const text = search.trim();
  const OR = table.searched.map((field) => ({ [field]: { contains: text, mode: 'insensitive' } }));
  const narrowed = Object.entries(filter).map(([field, value]) => special[field]?.(value) ?? { [field]: value });
  return { AND: narrowed, ...(text === '' ? {} : { OR }) };
}

/** Equal ones newest first; what is missing stands last both ways. */
function orderOf(table: RegistryTable, { sort }: RegistryQuery): unknown {
  if (sort === null) return table.orderBy;
  const { field, isDescending } = sort;
  if (!table.fields.includes(field) && !table.shown?.sorted.includes(field)) {
    throw refused('BAD_REQUEST', 'noSorting', { noun: table.noun, field });
  }
  const direction = isDescending ? 'desc' : 'asc';
  const order = table.nullable?.includes(field) ? { sort: direction, nulls: 'last' } : direction;
  return [{ [field]: order }, { id: 'desc' }];
}

function shownSelect(table: RegistryTable, scope: StaffScope): Where {
  return { ...selectOf(table), ...table.shown?.select(scope) };
}

function presented(table: RegistryTable, row: Row): Row {
  return table.shown?.present?.(row) ?? row;
}

/** Who changed each row last, where a table tells it; null when that is not known. */
async function withAuthors(
  db: DatabaseOrTransaction,
  table: RegistryTable,
  rows: Row[],
  scope: StaffScope,
): Promise<Row[]> {
  if (!table.shown?.hasAuthor) return rows;
  const subjects = rows.map(({ id }) => auditSubject(table.noun, id));
  const changes = await listLastChanges(db, scope, subjects);
  return rows.map((row, i) => {
    const last = changes.find(({ subject }) => subject === subjects[i]);
    return { ...row, changedBy: last?.actorName ?? null };
  });
}

function visibleIn(table: RegistryTable, scope: StaffScope): Where {
  return scope === 'all' ? {} : (table.visibleWithin ?? table.within)(scope.communityIds);
}

/** Who changes something, when and from where, and what they may change. Null: the command line. */
export type Author = { actor: { id: number; username: string } | null; at: Date; address: string; scope: StaffScope };

/**
 * Makes a row; `follow` does what belongs to it in the same transaction.
 * @throws DomainError CONFLICT when there is one of that name already, PRECONDITION_FAILED when what it refers to is gone or
 * not within the author's scope.
 */
export async function createRow(
  db: Database,
  table: RegistryTable,
  fields: Where,
  author: Author,
  follow?: (tx: DatabaseTransaction, row: Row) => Promise<void>,
): Promise<Row> {
  return change(db, table, author.scope, async (tx) => {
    await requirePlace(tx, table, fields, author.scope);
    const row = (await table.delegate(tx).create({ data: fields, select: selectOf(table) })) as Row;
    await follow?.(tx, row);
    await table.followWrite?.(tx, row);
    await requireWithin(tx, table, row.id, author.scope);
    await audit(tx, table, author, { action: 'create', row, after: row });
    return row;
  });
}

/**
 * Changes a row that still is as its editor saw it.
 * @throws DomainError NOT_FOUND when it is gone, CONFLICT with what changed meanwhile, or as `createRow`.
 */
export async function editRow(
  db: Database,
  table: RegistryTable,
  edit: { id: number; expected: Where; fields: Where },
  author: Author,
): Promise<Row> {
  return change(db, table, author.scope, async (tx) => {
    const before = await requireUnchanged(tx, table, edit, author.scope);
    await requirePlace(tx, table, edit.fields, author.scope);
    const query = { where: { id: edit.id }, data: edit.fields, select: selectOf(table) };
    const after = (await table.delegate(tx).update(query)) as Row;
    await table.followEdit?.(tx, before, after, author);
    await table.followWrite?.(tx, after);
    await requireWithin(tx, table, edit.id, author.scope);
    await audit(tx, table, author, { action: 'edit', row: before, before, after });
    return after;
  });
}

/**
 * A row, and how many of what hangs on it, by what they are.
 * @throws DomainError NOT_FOUND when it is gone or not in scope.
 */
export async function readRow(
  db: DatabaseOrTransaction,
  table: RegistryTable,
  id: number,
  scope: StaffScope,
): Promise<{ row: Row; related: Record<string, number> }> {
  const row = await findVisibleRow(db, table, id, scope, shownSelect(table, scope));
  if (!row) throw refused('NOT_FOUND', 'gone', { noun: table.noun });
  return { row: presented(table, row), related: (await table.countRelated?.(db, row)) ?? {} };
}

/** @throws as `editRow`; PRECONDITION_FAILED while others refer to it. */
export async function deleteRow(
  db: Database,
  table: RegistryTable,
  { id, expected }: { id: number; expected: Where },
  author: Author,
): Promise<void> {
  await change(db, table, author.scope, async (tx) => {
    const before = await requireUnchanged(tx, table, { id, expected }, author.scope);
    await table.delegate(tx).delete({ where: { id } });
    await audit(tx, table, author, { action: 'delete', row: before, before });
  });
}

async function requireUnchanged(
  tx: DatabaseTransaction,
  table: RegistryTable,
  { id, expected }: { id: number; expected: Where },
  scope: StaffScope,
): Promise<Row> {
  const row = await findVisibleRow(tx, table, id, scope);
  if (!row) throw refused('NOT_FOUND', 'gone', { noun: table.noun });
  if (!(await isWithin(tx, table, id, scope))) {
    throw refused('FORBIDDEN', 'forAllCommunities', { noun: table.noun });
  }
  requireAsSeen(table.noun, expected, pick(row, table.fields));
  return row;
}

/** A row that may be seen; null for one that may not be, as for one that there is not. */
export async function findVisibleRow(
  db: DatabaseOrTransaction,
  table: RegistryTable,
  id: number,
  scope: StaffScope,
  select: Where = selectOf(table),
): Promise<Row | null> {
  const where = { AND: [{ id }, visibleIn(table, scope)] };
  return (await table.delegate(db).findFirst({ where, select })) as Row | null;
}

async function isWithin(db: DatabaseOrTransaction, table: RegistryTable, id: number, scope: StaffScope) {
  if (scope === 'all') return true;
  return (await table.delegate(db).count({ where: { AND: [{ id }, table.within(scope.communityIds)] } })) > 0;
}

/**
 * Nobody makes something, or moves it to, where they could not change it; in the words for a place that there is not. Asked
 * before the row is written, as a refusal for its name would tell what there is.
 */
async function requirePlace(tx: DatabaseTransaction, table: RegistryTable, fields: Where, scope: StaffScope) {
  if (!table.communityCodeOf || isInScope(scope, await table.communityCodeOf(tx, fields))) return;
  throw brokenReference(table.noun, scope);
}

/** The same of a row as it was written, with all that belongs to it. */
async function requireWithin(tx: DatabaseTransaction, table: RegistryTable, id: number, scope: StaffScope) {
  if (!(await isWithin(tx, table, id, scope))) throw brokenReference(table.noun, scope);
}

function pick(row: Row, fields: readonly string[]): Where {
  return Object.fromEntries(fields.map((field) => [field, row[field]]));
}

/** All of a change or nothing, and what PostgreSQL refuses in words. */
async function change<T>(
  db: Database,
  { noun }: RegistryTable,
  scope: StaffScope,
  act: (tx: DatabaseTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await serializable(db, noun, act);
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError)) throw error;
    throw refusal(noun, scope, error);
  }
}

function refusal(noun: RefusalNoun, scope: StaffScope, error: Prisma.PrismaClientKnownRequestError): Error {
  switch (error.code) {
    case 'P2002':
      return refused('CONFLICT', 'exists', { noun });
    case 'P2025':
      return refused('NOT_FOUND', 'gone', { noun });
    case 'P2003':
    case 'P2014':
      return brokenReference(noun, scope);
    default:
      return error;
  }
}

function brokenReference(noun: RefusalNoun, scope: StaffScope): DomainError {
  return refused('PRECONDITION_FAILED', scope === 'all' ? 'brokenReference' : 'brokenOrForeign', { noun });
}

type Act = { action: 'create' | 'edit' | 'delete'; row: Row; before?: Row; after?: Row };

async function audit(tx: DatabaseTransaction, table: RegistryTable, author: Author, act: Act): Promise<void> {
  const { noun, nameOf } = table;
  const json = (row: Row) => JSON.parse(JSON.stringify(row)) as Prisma.InputJsonObject;
  await recordAudit(tx, {
    ...author,
    action: `${noun.replaceAll(' ', '')}.${act.action}`,
    target: `${noun} ${nameOf(act.row)}`.slice(0, 512),
    subject: auditSubject(noun, act.row.id),
    communityCode: (await table.communityCodeOf?.(tx, act.row)) ?? null,
    ...(act.before ? { before: json(act.before) } : {}),
    ...(act.after ? { after: json(act.after) } : {}),
  });
}
