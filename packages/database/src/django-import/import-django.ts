import type { DjangoModel, DjangoRecord, DjangoRecords } from '@commonwatt/domain/django-dump';
import { changedFields, type FieldChanges } from '../changed-fields.ts';
import type { Database, DatabaseTransaction } from '../client.ts';
import { raiseSequences } from '../portable-copy.ts';
import { type ImportTable, importTables, type Keys, keyOf } from './import-tables.ts';

/** What an import does to one record. */
export type PlannedChange = {
  /** As the dump names it: `community.unit 3`. */
  record: string;
  /** As people name it: `E001`. */
  name: string;
  action: 'add' | 'change' | 'same';
  /** Fields that change, from and to; empty unless the action is `change`. */
  changes: FieldChanges;
  /** Its key here, when it could not keep the one that it had. */
  newId: number | null;
};

/** How long one import may take: a dump of years of failures is a matter of minutes. */
const longestMs = 60 * 60_000;

/** Thrown to undo a transaction on purpose. */
class DryRun extends Error {}

export type ImportOptions = {
  /** Writes nothing; the plan says what would be. */
  isDryRun: boolean;
  /** Told after each record how many of all are done. */
  onProgress?: (done: number, total: number) => void;
};

/**
 * Brings the records of a dump into the database, in one transaction: all or nothing. Doing it again changes nothing.
 * Records keep their keys unless another row has one already. Returns what was done, record by record.
 */
export async function importDjango(
  db: Database,
  records: DjangoRecords,
  { isDryRun, onProgress = () => {} }: ImportOptions,
): Promise<PlannedChange[]> {
  const planned: PlannedChange[] = [];
  const total = Object.values(records).reduce((sum, { length }) => sum + length, 0);
  const run = async (tx: DatabaseTransaction) => {
    const keys: Keys = new Map();
    for (const table of importTables) {
      const ids = new Map<number, number>();
      keys.set(table.model, ids);
      for (const record of records[table.model]) {
        const { id, ...change } = await importRecord(tx, table, record, keys);
        ids.set(record.id, id);
        planned.push(change);
        onProgress(planned.length, total);
      }
    }
    planned.push(...(await importResidents(tx, records['community.unit'], keys)));
    await raiseSequences(tx);
    if (isDryRun) throw new DryRun();
  };
  try {
    await db.$transaction(run, { timeout: longestMs, maxWait: 10_000 });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return planned;
}

async function importRecord(
  tx: DatabaseTransaction,
  table: ImportTable<DjangoModel>,
  { id, fields }: DjangoRecord<DjangoModel>,
  keys: Keys,
): Promise<PlannedChange & { id: number }> {
  const row = table.row(fields, keys);
  const about = { record: `${table.model} ${id}`, name: table.name(row) };
  const stored = await table.find(tx, row, id);
  if (!stored) {
    const isTaken = await table.isTaken(tx, id);
    const created = await table.create(tx, isTaken ? row : { ...row, id });
    return { ...about, id: created.id, action: 'add', changes: {}, newId: isTaken ? created.id : null };
  }
  const wanted = table.merge ? table.merge(stored, row) : row;
  const changes = changedFields(stored, wanted);
  const isChanged = Object.keys(changes).length > 0;
  if (isChanged) await table.update(tx, stored.id, wanted);
  const newId = stored.id === id ? null : stored.id;
  return { ...about, id: stored.id, action: isChanged ? 'change' : 'same', changes, newId };
}

/** Makes the residents of each unit of the dump those of the dump. Units of the dump only: others keep theirs. */
async function importResidents(
  tx: DatabaseTransaction,
  units: readonly DjangoRecord<'community.unit'>[],
  keys: Keys,
): Promise<PlannedChange[]> {
  const changed: PlannedChange[] = [];
  for (const { id, fields } of units) {
    const unitId = keyOf(keys, 'community.unit', id);
    const to = fields.users.map((user) => keyOf(keys, 'core.user', user)).sort((a, b) => a - b);
    const rows = await tx.unitResident.findMany({ where: { unitId }, orderBy: { userId: 'asc' } });
    const from = rows.map(({ userId }) => userId);
    const changes = changedFields({ residents: from }, { residents: to });
    if (Object.keys(changes).length === 0) continue;
    await tx.unitResident.deleteMany({ where: { unitId, userId: { notIn: to } } });
    await tx.unitResident.createMany({ data: to.map((userId) => ({ unitId, userId })), skipDuplicates: true });
    const action = from.length === 0 ? 'add' : 'change';
    changed.push({
      record: `community.unit ${id} users`,
      name: `residents of ${fields.code}`,
      action,
      changes,
      newId: null,
    });
  }
  return changed;
}
