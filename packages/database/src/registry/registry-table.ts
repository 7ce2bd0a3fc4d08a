import type { RefusalNoun } from '@commonwatt/domain/refusals';
import type { StaffScope } from '@commonwatt/domain/staff-scope';
import type { DatabaseOrTransaction } from '../client.ts';
import type { Author } from './registry.ts';

export type Row = { id: number } & Record<string, unknown>;
export type Where = Record<string, unknown>;

/** One table as staff see and change it. */
export type RegistryTable = {
  /** For messages and the audit trail: `cluster`. */
  noun: RefusalNoun;
  /** The fields that staff see and change; all others stay inside. */
  fields: readonly string[];
  /** Text fields in which a search looks. */
  searched: readonly string[];
  /** Fields by whose value a list may be narrowed. */
  filters: readonly string[];
  /** Other ways to narrow it, by name: what a value of it asks for. */
  narrowedBy?: Readonly<Record<string, (value: unknown) => Where>>;
  /** Fields that may be null. */
  nullable?: readonly string[];
  /** What is seen of a row besides its fields, and is not changed with them. */
  shown?: ShownFields;
  orderBy: readonly Record<string, 'asc' | 'desc'>[];
  /** Which one it is, as people name it. */
  nameOf(row: Record<string, unknown>): string;
  delegate(db: DatabaseOrTransaction): Delegate;
  /** What staff who are limited to these communities change. What is written has to fulfil it before and after. */
  within(communityCodes: readonly string[]): Where;
  /** What they see, where that is more. */
  visibleWithin?(communityCodes: readonly string[]): Where;
  /** The community that a row of these fields belongs to; null: none. Left out where a row may belong to several. */
  communityCodeOf?(db: DatabaseOrTransaction, fields: Where): Promise<string | null>;
  /** Checks what a row that was just made or edited refers to by code. */
  followWrite?(tx: DatabaseOrTransaction, row: Row): Promise<void>;
  /** What has to change along with a row, in the same transaction. */
  followEdit?(tx: DatabaseOrTransaction, before: Row, after: Row, author: Author): Promise<void>;
  /** How many of what hangs on a row, by what they are: what an edit or its end concerns besides. */
  countRelated?(db: DatabaseOrTransaction, row: Row): Promise<Record<string, number>>;
};

export type ShownFields = {
  select(scope: StaffScope): Where;
  /** What was selected, as it is seen. */
  present?(row: Row): Row;
  /** Those of them by which the table can be sorted. */
  sorted: readonly string[];
  /** Whether a list tells who changed each row last. */
  hasAuthor?: boolean;
};

/** The part of a Prisma delegate that all tables have. */
export type Delegate = {
  findMany(query: { where: Where; orderBy: unknown; skip: number; take: number; select: Where }): Promise<unknown>;
  findFirst(query: { where: Where; select: Where }): Promise<unknown>;
  count(query: { where: Where }): Promise<number>;
  create(query: { data: Where; select: Where }): Promise<unknown>;
  update(query: { where: { id: number }; data: Where; select: Where }): Promise<unknown>;
  delete(query: { where: { id: number } }): Promise<unknown>;
};

export function selectOf(table: RegistryTable): Where {
  return Object.fromEntries(['id', ...table.fields].map((field) => [field, true]));
}
