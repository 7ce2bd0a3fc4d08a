import type { DjangoFields, DjangoModel } from '@commonwatt/domain/django-dump';
import type { DatabaseTransaction } from '../client.ts';

/** For each model, the keys that its records got here, by the keys they have in the dump. */
export type Keys = Map<DjangoModel, Map<number, number>>;

export type Stored = { id: number } & Record<string, unknown>;
type Row = Record<string, unknown>;

/** How the records of one model become rows of one table. */
export type ImportTable<Model extends DjangoModel> = {
  model: Model;
  /** The row that a record should be. A field that the dump leaves to the database is not in it. */
  row(fields: DjangoFields<Model>, keys: Keys): Row;
  name(row: Row): string;
  /** The row that is this record already, by what it means, not by its key. */
  find(tx: DatabaseTransaction, row: Row, id: number): Promise<Stored | null>;
  isTaken(tx: DatabaseTransaction, id: number): Promise<boolean>;
  create(tx: DatabaseTransaction, row: Row): Promise<{ id: number }>;
  update(tx: DatabaseTransaction, id: number, row: Row): Promise<unknown>;
  /** What of a record applies to the row that is there already; all of it unless said otherwise. */
  merge?(stored: Stored, row: Row): Row;
};

type Delegate = {
  findFirst(query: { where: Row; orderBy?: Row }): Promise<unknown>;
  create(query: { data: never; select: { id: true } }): Promise<{ id: number }>;
  update(query: { where: { id: number }; data: never }): Promise<unknown>;
};

/** A table whose rows are told apart by `naturalKey`. */
function table<Model extends DjangoModel>(
  model: Model,
  delegateOf: (tx: DatabaseTransaction) => unknown,
  rules: Pick<ImportTable<Model>, 'row' | 'name' | 'merge'> & { naturalKey: readonly string[] },
): ImportTable<Model> {
  const { naturalKey, ...same } = rules;
  const delegate = (tx: DatabaseTransaction) => delegateOf(tx) as Delegate;
  return {
    model,
    ...same,
    async find(tx, row, id) {
      const where = Object.fromEntries(naturalKey.map((field) => [field, row[field]]));
      const own = await delegate(tx).findFirst({ where: { ...where, id } });
      return (own ?? (await delegate(tx).findFirst({ where, orderBy: { id: 'asc' } }))) as Stored | null;
    },
    isTaken: async (tx, id) => (await delegate(tx).findFirst({ where: { id } })) !== null,
    create: (tx, row) => delegate(tx).create({ data: row as never, select: { id: true } }),
    update: (tx, id, row) => delegate(tx).update({ where: { id }, data: row as never }),
  };
}

/** Fields without a value are left to the database. */
function known(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

const path = (...codes: unknown[]) => codes.filter((code) => code !== null).join('/');
const unitFields = ['communityCode', 'clusterCode', 'unitCode'] as const;
const unitPath = (row: Row) => path(...unitFields.map((field) => row[field]));

function unitCodes(fields: { community_id: string | null; cluster_id: string | null; unit_id: string | null }): Row {
  return { communityCode: fields.community_id, clusterCode: fields.cluster_id, unitCode: fields.unit_id };
}

const users = table('core.user', (tx) => tx.user, {
  naturalKey: ['username'],
  name: (row) => String(row.username),
  row: (user) =>
    known({
      username: user.username,
      passwordHash: user.password,
      firstName: user.first_name,
      lastName: user.last_name,
      email: user.email,
      isStaff: user.is_staff,
      isActive: user.is_active,
      isSuperuser: user.is_superuser,
      lastLoginAt: user.last_login,
      joinedAt: user.date_joined ?? undefined,
    }),
  /** Whoever has signed in here has a newer hash, and perhaps a newer password, than the dump. */
  merge(stored, { lastLoginAt, passwordHash, ...row }) {
    const isDjangoHash = String(stored.passwordHash).startsWith('pbkdf2_sha256$');
    const isLater = lastLoginAt instanceof Date && Number(lastLoginAt) > Number(stored.lastLoginAt ?? 0);
    return { ...row, ...(isDjangoHash ? { passwordHash } : {}), ...(isLater ? { lastLoginAt } : {}) };
  },
});

const communities = table('community.community', (tx) => tx.community, {
  naturalKey: ['code'],
  name: (row) => String(row.code),
  row: ({ code, name }) => ({ code, name }),
});

const clusters = table('community.cluster', (tx) => tx.cluster, {
  naturalKey: ['communityId', 'code'],
  name: (row) => String(row.code),
  row: ({ community, code, name }, keys) => ({
    communityId: keyOf(keys, 'community.community', community),
    code,
    name,
  }),
});

const units = table('community.unit', (tx) => tx.unit, {
  naturalKey: ['clusterId', 'code'],
  name: (row) => String(row.code),
  row: ({ cluster, code, name, available_from, available_to }, keys) => ({
    clusterId: keyOf(keys, 'community.cluster', cluster),
    code,
    name,
    availableFrom: available_from,
    availableTo: available_to,
  }),
});

const scenarios = table('scenario.scenario', (tx) => tx.scenario, {
  naturalKey: [...unitFields, 'name'],
  name: (row) => path(unitPath(row) || 'all', row.name),
  row: ({ created, name, description, data, ...scope }) =>
    known({ ...unitCodes(scope), createdAt: created ?? undefined, name, description, data }),
});

const choices = table('scenario.choice', (tx) => tx.choice, {
  naturalKey: [...unitFields, 'createdAt'],
  name: unitPath,
  row: ({ created, scenario, ...unit }, keys) =>
    known({
      ...unitCodes(unit),
      createdAt: created ?? undefined,
      scenarioId: scenario === null ? null : keyOf(keys, 'scenario.scenario', scenario),
    }),
});

const monitorSettings = table('monitoring.jobsetting', (tx) => tx.monitorSetting, {
  naturalKey: ['communityCode', 'clusterCode', 'type'],
  name: (row) => path(row.communityCode, row.clusterCode, row.type),
  row: ({ community_id, cluster_id, type, is_active }) => {
    return { communityCode: community_id, clusterCode: cluster_id, type, isActive: is_active };
  },
});

const communitySettings = table('monitoring.communitysetting', (tx) => tx.communitySetting, {
  naturalKey: ['communityCode'],
  name: (row) => String(row.communityCode),
  row: ({ community_id, notify_to }) => ({ communityCode: community_id, notifyTo: notify_to }),
});

const failures = table('monitoring.failure', (tx) => tx.failure, {
  naturalKey: ['type', 'communityCode', 'clusterCode', 'programId', 'unitCode', 'detectedAt'],
  name: (row) => path(row.communityCode, row.clusterCode, row.type, row.unitCode),
  row: ({ type, program_id, detected, closed, description, ...place }) =>
    known({
      type,
      ...unitCodes(place),
      programId: program_id,
      detectedAt: detected ?? undefined,
      closedAt: closed,
      description,
    }),
});

/** Every table, those that others refer to first. */
export const importTables = [
  users,
  communities,
  clusters,
  units,
  scenarios,
  choices,
  monitorSettings,
  communitySettings,
  failures,
] as unknown as readonly ImportTable<DjangoModel>[];

/** The key that a record of the dump has here. Dangling references have been refused before. */
export function keyOf(keys: Keys, model: DjangoModel, id: number): number {
  const key = keys.get(model)?.get(id);
  if (key === undefined) throw new Error(`${model} ${id} is referred to before it was brought in`);
  return key;
}
