import { DomainError } from '@commonwatt/domain/domain-error';
import type { DatabaseOrTransaction } from '../client.ts';
import type { Delegate, RegistryTable, Row } from './registry-table.ts';

const scope = ['communityCode', 'clusterCode', 'unitCode'] as const;
const newestFirst = [{ id: 'desc' }] as const;
const joined = (...parts: unknown[]) => parts.filter((part) => part !== null && part !== undefined).join('/');
const scopeOf = (row: Record<string, unknown>) => joined(...scope.map((field) => row[field]));

/** A table's delegate, seen as all tables' are. Prisma types each one differently. */
const as = (delegate: unknown) => delegate as Delegate;

/** Every table that staff maintain by hand. */
export const registryTables = {
  communities: {
    noun: 'community',
    fields: ['code', 'name'],
    searched: ['code', 'name'],
    filters: [],
    orderBy: [{ code: 'asc' }],
    nameOf: ({ code }) => String(code),
    delegate: (db) => as(db.community),
    followEdit: (tx, before, after) => renameCode(tx, 'communityCode', {}, before, after),
  },
  clusters: {
    noun: 'cluster',
    fields: ['communityId', 'code', 'name', 'timeZone'],
    searched: ['code', 'name'],
    filters: ['communityId'],
    orderBy: [{ communityId: 'asc' }, { code: 'asc' }],
    nameOf: ({ code }) => String(code),
    delegate: (db) => as(db.cluster),
    async followEdit(tx, before, after) {
      requireSame('A cluster', 'communityId', before, after);
      const community = await tx.community.findUniqueOrThrow({ where: { id: Number(before.communityId) } });
      await renameCode(tx, 'clusterCode', { communityCode: community.code }, before, after);
    },
  },
  units: {
    noun: 'unit',
    fields: ['clusterId', 'code', 'name', 'availableFrom', 'availableTo'],
    searched: ['code', 'name'],
    filters: ['clusterId'],
    orderBy: [{ clusterId: 'asc' }, { code: 'asc' }],
    nameOf: ({ code }) => String(code),
    delegate: (db) => as(db.unit),
    async followEdit(tx, before, after) {
      requireSame('A unit', 'clusterId', before, after);
      const where = { id: Number(before.clusterId) };
      const cluster = await tx.cluster.findUniqueOrThrow({ where, include: { community: true } });
      const above = { communityCode: cluster.community.code, clusterCode: cluster.code };
      await renameCode(tx, 'unitCode', above, before, after);
    },
  },
  users: {
    noun: 'user',
    fields: ['username', 'firstName', 'lastName', 'email', 'isStaff', 'isActive'],
    searched: ['username', 'firstName', 'lastName', 'email'],
    filters: ['isStaff', 'isActive'],
    orderBy: [{ username: 'asc' }],
    nameOf: ({ username }) => String(username),
    delegate: (db) => as(db.user),
  },
  scenarios: {
    noun: 'scenario',
    fields: [...scope, 'name', 'description', 'data'],
    searched: ['name', 'description', ...scope],
    filters: [...scope],
    orderBy: newestFirst,
    nameOf: (row) => joined(scopeOf(row) || 'all', row.name),
    delegate: (db) => as(db.scenario),
  },
  choices: {
    noun: 'choice',
    fields: [...scope, 'scenarioId'],
    searched: [...scope],
    filters: [...scope, 'scenarioId'],
    orderBy: newestFirst,
    nameOf: scopeOf,
    delegate: (db) => as(db.choice),
  },
  monitorSettings: {
    noun: 'monitor setting',
    fields: ['communityCode', 'clusterCode', 'type', 'isActive'],
    searched: ['communityCode', 'clusterCode', 'type'],
    filters: ['communityCode', 'clusterCode', 'type', 'isActive'],
    orderBy: newestFirst,
    nameOf: (row) => joined(row.communityCode, row.clusterCode, row.type),
    delegate: (db) => as(db.monitorSetting),
  },
  communitySettings: {
    noun: 'community setting',
    fields: ['communityCode', 'notifyTo'],
    searched: ['communityCode', 'notifyTo'],
    filters: ['communityCode'],
    orderBy: newestFirst,
    nameOf: ({ communityCode }) => String(communityCode),
    delegate: (db) => as(db.communitySetting),
  },
  failures: {
    noun: 'failure',
    fields: ['type', ...scope, 'programId', 'detectedAt', 'closedAt', 'description'],
    searched: ['type', ...scope, 'programId', 'description'],
    filters: ['type', ...scope, 'programId', 'closedAt'],
    orderBy: newestFirst,
    nameOf: (row) => joined(row.type, row.communityCode, row.clusterCode, row.programId, row.unitCode),
    delegate: (db) => as(db.failure),
  },
} as const satisfies Record<string, RegistryTable>;

/** What other programs wrote about it would stay behind. */
function requireSame(noun: string, field: string, before: Row, after: Row): void {
  if (before[field] === after[field]) return;
  throw new DomainError('BAD_REQUEST', `${noun} cannot move: register it anew where it belongs`);
}

/**
 * A new code of a community, cluster or unit, for all that refers to it by its code. What other programs wrote into MongoDB
 * keeps the old one.
 */
async function renameCode(
  tx: DatabaseOrTransaction,
  field: (typeof scope)[number],
  above: Record<string, string>,
  before: Row,
  after: Row,
): Promise<void> {
  if (before.code === after.code) return;
  const where = { ...above, [field]: String(before.code) };
  const data = { [field]: String(after.code) };
  await tx.scenario.updateMany({ where, data });
  await tx.choice.updateMany({ where, data });
  await tx.failure.updateMany({ where, data });
  if (field !== 'unitCode') {
    await tx.monitorSetting.updateMany({ where, data });
    await tx.monitorPeriod.updateMany({ where, data });
  }
  if (field === 'communityCode') {
    await tx.communitySetting.updateMany({ where, data });
    await tx.notificationRecipient.updateMany({ where, data });
  }
}
