import { type RefusalNoun, refused } from '@commonwatt/domain/refusals';
import type { DatabaseOrTransaction } from '../client.ts';
import { beginPeriod, endPeriod } from '../monitor-settings.ts';
import { isScenarioAvailable } from '../scenarios.ts';
import type { Delegate, RegistryTable, Row, Where } from './registry-table.ts';
import { residentsWithin, shownCreation, shownOfUsers, shownResidents } from './shown-fields.ts';

const scope = ['communityCode', 'clusterCode', 'unitCode'] as const;
const newestFirst = [{ id: 'desc' }] as const;
const joined = (...parts: unknown[]) => parts.filter((part) => part !== null && part !== undefined).join('/');
const scopeOf = (row: Record<string, unknown>) => joined(...scope.map((field) => row[field]));

const inCodes = (codes: readonly string[]) => ({ in: [...codes] });
/** What every table has that names its community by code. */
const ofCommunityCode = {
  within: (codes: readonly string[]) => ({ communityCode: inCodes(codes) }),
  communityCodeOf: async (_: DatabaseOrTransaction, { communityCode }: Where) => communityCode as string | null,
};

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
    within: (codes) => ({ code: inCodes(codes) }),
    communityCodeOf: async (_, { code }) => String(code),
    followEdit: (tx, before, after) => renameCode(tx, 'communityCode', {}, before, after),
    async countRelated(db, { id, code }) {
      const communityCode = String(code);
      return {
        clusters: await db.cluster.count({ where: { communityId: id } }),
        scenarios: await db.scenario.count({ where: { communityCode } }),
        recipients: await db.notificationRecipient.count({ where: { communityCode } }),
      };
    },
  },
  clusters: {
    noun: 'cluster',
    fields: ['communityId', 'code', 'name', 'timeZone'],
    searched: ['code', 'name'],
    filters: ['communityId'],
    orderBy: [{ communityId: 'asc' }, { code: 'asc' }],
    nameOf: ({ code }) => String(code),
    delegate: (db) => as(db.cluster),
    within: (codes) => ({ community: { code: inCodes(codes) } }),
    async communityCodeOf(db, { communityId }) {
      return (await db.community.findUnique({ where: { id: Number(communityId) } }))?.code ?? null;
    },
    async followEdit(tx, before, after) {
      requireSame('cluster', 'communityId', before, after);
      const community = await tx.community.findUniqueOrThrow({ where: { id: Number(before.communityId) } });
      await renameCode(tx, 'clusterCode', { communityCode: community.code }, before, after);
    },
    countRelated: async (db, { id }) => ({ units: await db.unit.count({ where: { clusterId: id } }) }),
  },
  units: {
    noun: 'unit',
    fields: ['clusterId', 'code', 'name', 'availableFrom', 'availableTo'],
    searched: ['code', 'name'],
    filters: ['clusterId'],
    nullable: ['availableFrom', 'availableTo'],
    shown: shownResidents,
    orderBy: [{ clusterId: 'asc' }, { code: 'asc' }],
    nameOf: ({ code }) => String(code),
    delegate: (db) => as(db.unit),
    within: (codes) => ({ cluster: { community: { code: inCodes(codes) } } }),
    async communityCodeOf(db, { clusterId }) {
      const where = { id: Number(clusterId) };
      return (await db.cluster.findUnique({ where, include: { community: true } }))?.community.code ?? null;
    },
    async followEdit(tx, before, after) {
      requireSame('unit', 'clusterId', before, after);
      const where = { id: Number(before.clusterId) };
      const cluster = await tx.cluster.findUniqueOrThrow({ where, include: { community: true } });
      const above = { communityCode: cluster.community.code, clusterCode: cluster.code };
      await renameCode(tx, 'unitCode', above, before, after);
    },
    countRelated: async (db, { id }) => ({ residents: await db.unitResident.count({ where: { unitId: id } }) }),
  },
  users: {
    noun: 'user',
    fields: ['username', 'firstName', 'lastName', 'email', 'isStaff', 'isActive'],
    searched: ['username', 'firstName', 'lastName', 'email'],
    filters: ['isStaff', 'isActive'],
    nullable: ['lastLoginAt'],
    shown: shownOfUsers,
    orderBy: [{ username: 'asc' }],
    nameOf: ({ username }) => String(username),
    delegate: (db) => as(db.user),
    async countRelated(db, { id: userId }) {
      return {
        homes: await db.unitResident.count({ where: { userId } }),
        sessions: await db.session.count({ where: { userId } }),
      };
    },
    within: residentsWithin,
  },
  scenarios: {
    noun: 'scenario',
    fields: [...scope, 'name', 'description', 'data'],
    searched: ['name', 'description', ...scope],
    filters: [...scope],
    nullable: [...scope, 'description'],
    shown: shownCreation,
    orderBy: newestFirst,
    nameOf: (row) => joined(scopeOf(row) || 'all', row.name),
    delegate: (db) => as(db.scenario),
    ...ofCommunityCode,
    countRelated: async (db, { id }) => ({ choices: await db.choice.count({ where: { scenarioId: id } }) }),
    visibleWithin: (codes) => ({ OR: [{ communityCode: null }, { communityCode: inCodes(codes) }] }),
  },
  choices: {
    noun: 'choice',
    fields: [...scope, 'scenarioId'],
    searched: [...scope],
    filters: [...scope, 'scenarioId'],
    nullable: ['scenarioId'],
    shown: shownCreation,
    orderBy: newestFirst,
    nameOf: scopeOf,
    delegate: (db) => as(db.choice),
    ...ofCommunityCode,
    async followWrite(tx, row) {
      const { communityCode, clusterCode, unitCode, scenarioId } = row;
      const unit = { communityId: String(communityCode), clusterId: String(clusterCode), unitId: String(unitCode) };
      if (scenarioId === null || (await isScenarioAvailable(tx, unit, Number(scenarioId)))) return;
      throw refused('PRECONDITION_FAILED', 'noSuchScenario', { home: scopeOf(row) });
    },
  },
  monitorSettings: {
    noun: 'monitor setting',
    fields: ['communityCode', 'clusterCode', 'type', 'isActive'],
    searched: ['communityCode', 'clusterCode', 'type'],
    filters: ['communityCode', 'clusterCode', 'type', 'isActive'],
    orderBy: newestFirst,
    nameOf: (row) => joined(row.communityCode, row.clusterCode, row.type),
    delegate: (db) => as(db.monitorSetting),
    ...ofCommunityCode,
    async followEdit(tx, before, after, { at, actor }) {
      const keyOf = (row: Row) => ({
        communityCode: String(row.communityCode),
        clusterCode: String(row.clusterCode),
        type: String(row.type),
      });
      const isSame = JSON.stringify(keyOf(before)) === JSON.stringify(keyOf(after));
      const by = actor?.username ?? 'system';
      if (!isSame || !after.isActive) await endPeriod(tx, keyOf(before), { at, by, reason: null });
      if (after.isActive) await beginPeriod(tx, keyOf(after), at);
    },
  },
  communitySettings: {
    noun: 'community setting',
    fields: ['communityCode', 'notifyTo'],
    searched: ['communityCode', 'notifyTo'],
    filters: ['communityCode'],
    orderBy: newestFirst,
    nameOf: ({ communityCode }) => String(communityCode),
    delegate: (db) => as(db.communitySetting),
    ...ofCommunityCode,
  },
  failures: {
    noun: 'failure',
    fields: ['type', ...scope, 'programId', 'detectedAt', 'closedAt', 'description'],
    searched: ['type', ...scope, 'programId', 'description'],
    filters: ['type', ...scope, 'programId', 'closedAt'],
    narrowedBy: {
      isOpen: (isOpen) => ({ closedAt: isOpen === true ? null : { not: null } }),
      closedSinceMs: closedSince,
    },
    nullable: [...scope, 'programId', 'closedAt', 'description'],
    orderBy: newestFirst,
    nameOf: (row) => joined(row.type, row.communityCode, row.clusterCode, row.programId, row.unitCode),
    delegate: (db) => as(db.failure),
    ...ofCommunityCode,
    countRelated: async (db, { id }) => ({ messages: await db.outgoingMessage.count({ where: { failureId: id } }) }),
  },
} as const satisfies Record<string, RegistryTable>;

/** Instants are whole milliseconds that a date can hold. */
function closedSince(sinceMs: unknown): Where {
  const since = new Date(Number(sinceMs));
  if (Number.isNaN(since.getTime())) {
    throw refused('BAD_REQUEST', 'noNarrowing', { noun: 'failure', fields: 'closedSinceMs' });
  }
  return { closedAt: { gte: since } };
}

/** What other programs wrote about it would stay behind. */
function requireSame(noun: RefusalNoun, field: string, before: Row, after: Row): void {
  if (before[field] === after[field]) return;
  throw refused('BAD_REQUEST', 'cannotMove', { noun });
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
  if (field === 'unitCode') {
    const ofOthers = { unitCode: String(before.code), failure: above };
    await tx.failureUnit.updateMany({ where: ofOthers, data: { unitCode: String(after.code) } });
  } else {
    await tx.monitorSetting.updateMany({ where, data });
    await tx.monitorPeriod.updateMany({ where, data });
  }
  if (field === 'communityCode') {
    await tx.communitySetting.updateMany({ where, data });
    await tx.notificationRecipient.updateMany({ where, data });
    await tx.auditEvent.updateMany({ where, data });
  }
}
