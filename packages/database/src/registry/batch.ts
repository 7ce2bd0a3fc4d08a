import { type BatchProblem, type BatchRow, batchProblem, readBatch } from '@commonwatt/domain/batch-registration';
import { refusal } from '@commonwatt/domain/refusals';
import { isInScope, type StaffScope } from '@commonwatt/domain/staff-scope';
import { recordAudit } from '../audit.ts';
import { changedFields, type FieldChanges } from '../changed-fields.ts';
import type { Database, DatabaseTransaction } from '../client.ts';
import type { Author } from './registry.ts';
import { registryTables } from './registry-tables.ts';

/** What a batch does to one community, cluster or unit, or to the residents of a unit; `path` are the codes that lead there. */
export type BatchChange = {
  kind: 'community' | 'cluster' | 'unit' | 'residents';
  path: string;
  action: 'add' | 'change';
  changes: FieldChanges;
};

export type BatchOutcome = { changes: BatchChange[]; problems: BatchProblem[] };

class Preview extends Error {}

/**
 * Registers the homes of a CSV or JSON file as `registerBatch` does; with a problem anywhere in it, or when it is only a
 * preview, nothing is written, and the outcome says what would be.
 */
export async function registerBatchFile(
  db: Database,
  { text, isPreview }: { text: string; isPreview: boolean },
  author: Author,
): Promise<BatchOutcome & { isDone: boolean }> {
  const { rows, problems } = readBatch(text);
  const outcome = await registerBatch(db, { rows, isPreview: isPreview || problems.length > 0 }, author);
  const all = [...problems, ...outcome.problems].sort((a, b) => a.position - b.position);
  return { changes: outcome.changes, problems: all, isDone: !isPreview && all.length === 0 };
}

/**
 * Registers the homes of a batch with all that leads to them, all or nothing; doing it again changes nothing. With
 * problems, or when it is only a preview, nothing is written, and the outcome says what would be.
 */
export async function registerBatch(
  db: Database,
  { rows, isPreview }: { rows: readonly BatchRow[]; isPreview: boolean },
  author: Author,
): Promise<BatchOutcome> {
  const outcome: BatchOutcome = { changes: [], problems: [] };
  try {
    await db.$transaction(
      async (tx) => {
        for (const row of rows) {
          if (isInScope(author.scope, row.communityId)) await registerRow(tx, row, author.scope, outcome);
          else outcome.problems.push(notYours(row));
        }
        if (isPreview || outcome.problems.length > 0) throw new Preview();
        const after = { changes: outcome.changes.map(({ kind, path, action }) => `${action} ${kind} ${path}`) };
        await recordAudit(tx, {
          ...author,
          action: 'batch.register',
          target: targetOf(rows),
          communityCode: commonCommunity(rows),
          after,
        });
      },
      { timeout: 300_000 },
    );
  } catch (error) {
    if (!(error instanceof Preview)) throw error;
  }
  return outcome;
}

/** The same whether or not there is such a community. */
function notYours({ position, communityId }: BatchRow): BatchProblem {
  return batchProblem(position, refusal('foreignCommunity', { community: communityId }));
}

/** How many homes, and of what where that is one: the audit trail is searched by it. */
function targetOf(rows: readonly BatchRow[]): string {
  const homes = rows.length === 1 ? '1 home' : `${rows.length} homes`;
  const community = commonCommunity(rows);
  return community === null ? homes : `${homes} of ${community}`;
}

function commonCommunity(rows: readonly BatchRow[]): string | null {
  const [first, ...others] = new Set(rows.map(({ communityId }) => communityId));
  return first !== undefined && others.length === 0 ? first : null;
}

async function registerRow(
  tx: DatabaseTransaction,
  row: BatchRow,
  scope: StaffScope,
  outcome: BatchOutcome,
): Promise<void> {
  const { communityId, clusterId, unitId } = row;
  const communities = await tx.community.findUnique({ where: { code: communityId } });
  const community = await bring(
    outcome,
    { kind: 'community', path: communityId },
    communities,
    known({ name: row.communityName }),
    {
      create: (data) => tx.community.create({ data: { name: communityId, ...data, code: communityId } }),
      update: (id, data) => tx.community.update({ where: { id }, data }),
    },
  );
  const clusters = await tx.cluster.findFirst({ where: { communityId: community.id, code: clusterId } });
  const clusterFields = known({ name: row.clusterName, timeZone: row.timeZone });
  const cluster = await bring(
    outcome,
    { kind: 'cluster', path: `${communityId}/${clusterId}` },
    clusters,
    clusterFields,
    {
      create: (data) =>
        tx.cluster.create({ data: { name: clusterId, ...data, code: clusterId, communityId: community.id } }),
      update: (id, data) => tx.cluster.update({ where: { id }, data }),
    },
  );
  const units = await tx.unit.findFirst({ where: { clusterId: cluster.id, code: unitId } });
  const unitFields = known({ name: row.unitName, availableFrom: row.availableFrom, availableTo: row.availableTo });
  const unit = await bring(
    outcome,
    { kind: 'unit', path: `${communityId}/${clusterId}/${unitId}` },
    units,
    unitFields,
    {
      create: (data) => tx.unit.create({ data: { name: unitId, ...data, code: unitId, clusterId: cluster.id } }),
      update: (id, data) => tx.unit.update({ where: { id }, data }),
    },
  );
  await addResidents(tx, row, { unitId: unit.id, scope }, outcome);
}

type Stored = { id: number };
type Steps = {
  create(data: Record<string, never>): Promise<Stored>;
  update(id: number, data: Record<string, never>): Promise<Stored>;
};

async function bring(
  { changes }: BatchOutcome,
  what: Pick<BatchChange, 'kind' | 'path'>,
  stored: Stored | null,
  wanted: Record<string, unknown>,
  steps: Steps,
): Promise<Stored> {
  const data = wanted as Record<string, never>;
  if (!stored) {
    changes.push({ ...what, action: 'add', changes: {} });
    return steps.create(data);
  }
  const differing = changedFields(stored, wanted);
  if (Object.keys(differing).length === 0) return stored;
  changes.push({ ...what, action: 'change', changes: differing });
  return steps.update(stored.id, data);
}

async function addResidents(
  tx: DatabaseTransaction,
  row: BatchRow,
  { unitId, scope }: { unitId: number; scope: StaffScope },
  outcome: BatchOutcome,
): Promise<void> {
  if (row.residents.length === 0) return;
  const mine = scope === 'all' ? {} : registryTables.users.within(scope.communityIds);
  const users = await tx.user.findMany({
    where: { username: { in: row.residents }, ...mine },
    select: { id: true, username: true },
  });
  const unknown = row.residents.filter((username) => !users.some((user) => user.username === username));
  for (const username of unknown)
    outcome.problems.push(batchProblem(row.position, refusal('unknownUser', { username })));
  const linked = await tx.unitResident.findMany({ where: { unitId }, select: { userId: true } });
  const added = users.filter(({ id }) => !linked.some(({ userId }) => userId === id));
  if (added.length === 0) return;
  await tx.unitResident.createMany({ data: added.map(({ id }) => ({ unitId, userId: id })) });
  const residents = { from: null, to: added.map(({ username }) => username) };
  outcome.changes.push({
    kind: 'residents',
    path: `${row.communityId}/${row.clusterId}/${row.unitId}`,
    action: 'add',
    changes: { residents },
  });
}

function known(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
