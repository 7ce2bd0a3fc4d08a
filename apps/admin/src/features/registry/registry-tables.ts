import type { TextKey } from '@commonwatt/ui/texts.ts';

/** How a field is shown and typed. Codes and references are offered from what there is. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'email'
  | 'boolean'
  | 'instant'
  | 'timeZone'
  | 'check'
  | 'list'
  | 'scenario'
  /** The key of a community or cluster. */
  | 'communityRef'
  | 'clusterRef'
  /** The codes that programs report under, of what need not be registered any more. */
  | 'communityCode'
  | 'clusterCode'
  | 'unitCode';

export type FieldName = Extract<TextKey<'registry'>, `fields.${string}`> extends `fields.${infer Name}` ? Name : never;

export type RegistryField = {
  name: FieldName;
  kind: FieldKind;
  /** May be left empty, which is null (a text that must not be null is then empty). */
  isOptional?: boolean;
  /** An empty text is stored as such, not as null. */
  isEmptyText?: boolean;
  /** Where it is decided once, when it is registered. */
  isFixed?: boolean;
  /** Other programs depend on it: a change says so first. */
  isCode?: boolean;
  /** A column of the list. */
  isColumn?: boolean;
  /** The list can be sorted by it; fields that hold a key are not, whose order says nothing. */
  isSortable?: boolean;
  /** The list can be narrowed by it. */
  isFilter?: boolean;
};

export type TableName =
  | 'communities'
  | 'clusters'
  | 'units'
  | 'users'
  | 'scenarios'
  | 'choices'
  | 'communitySettings'
  | 'monitorSettings'
  | 'failures';

export type TableInfo = {
  fields: readonly RegistryField[];
  /** What is seen of a row besides its fields; see `shown` of the tables in packages/database. */
  shown?: readonly RegistryField[];
  /** Deleting can be taken back by making it anew: nothing else hangs on its key. */
  canRestore: boolean;
};

const scope = (isOptional: boolean) =>
  [
    { name: 'communityCode', kind: 'communityCode', isOptional, isColumn: true, isSortable: true, isFilter: true },
    { name: 'clusterCode', kind: 'clusterCode', isOptional, isColumn: true, isSortable: true, isFilter: true },
    { name: 'unitCode', kind: 'unitCode', isOptional, isColumn: true, isSortable: true, isFilter: true },
  ] as const satisfies RegistryField[];

/** When a row was made, and who changed it last. */
const creation = [
  { name: 'createdAt', kind: 'instant', isColumn: true, isSortable: true },
  { name: 'changedBy', kind: 'text', isColumn: true },
] as const satisfies RegistryField[];

/** The tables in the order of their tabs; each field is one of the same name in packages/domain/src/registry.ts. */
export const registryTables: Record<TableName, TableInfo> = {
  communities: {
    canRestore: true,
    fields: [
      { name: 'code', kind: 'text', isCode: true, isColumn: true, isSortable: true },
      { name: 'name', kind: 'text', isColumn: true, isSortable: true },
    ],
  },
  clusters: {
    canRestore: true,
    fields: [
      { name: 'communityId', kind: 'communityRef', isFixed: true, isColumn: true, isFilter: true },
      { name: 'code', kind: 'text', isCode: true, isColumn: true, isSortable: true },
      { name: 'name', kind: 'text', isColumn: true, isSortable: true },
      { name: 'timeZone', kind: 'timeZone', isColumn: true, isSortable: true },
    ],
  },
  units: {
    canRestore: false,
    fields: [
      { name: 'clusterId', kind: 'clusterRef', isFixed: true, isColumn: true, isFilter: true },
      { name: 'code', kind: 'text', isCode: true, isColumn: true, isSortable: true },
      { name: 'name', kind: 'text', isColumn: true, isSortable: true },
      { name: 'availableFrom', kind: 'instant', isOptional: true, isColumn: true, isSortable: true },
      { name: 'availableTo', kind: 'instant', isOptional: true, isColumn: true, isSortable: true },
    ],
    shown: [{ name: 'residents', kind: 'list', isColumn: true }],
  },
  users: {
    canRestore: false,
    fields: [
      { name: 'username', kind: 'text', isColumn: true, isSortable: true },
      { name: 'firstName', kind: 'text', isOptional: true, isEmptyText: true, isColumn: true, isSortable: true },
      { name: 'lastName', kind: 'text', isOptional: true, isEmptyText: true, isColumn: true, isSortable: true },
      { name: 'email', kind: 'email', isOptional: true, isEmptyText: true, isColumn: true, isSortable: true },
      { name: 'isStaff', kind: 'boolean', isColumn: true, isSortable: true, isFilter: true },
      { name: 'isActive', kind: 'boolean', isColumn: true, isSortable: true, isFilter: true },
    ],
    shown: [
      { name: 'lastLoginAt', kind: 'instant', isColumn: true, isSortable: true },
      { name: 'joinedAt', kind: 'instant', isColumn: true, isSortable: true },
      { name: 'homes', kind: 'list', isColumn: true },
    ],
  },
  scenarios: {
    canRestore: false,
    fields: [
      ...scope(true),
      { name: 'name', kind: 'text', isColumn: true, isSortable: true },
      { name: 'description', kind: 'longText', isOptional: true, isColumn: true, isSortable: true },
      { name: 'data', kind: 'longText', isOptional: true },
    ],
    shown: creation,
  },
  choices: {
    canRestore: true,
    fields: [
      ...scope(false),
      { name: 'scenarioId', kind: 'scenario', isOptional: true, isColumn: true, isFilter: true },
    ],
    shown: creation,
  },
  communitySettings: {
    canRestore: true,
    fields: [
      { name: 'communityCode', kind: 'communityCode', isColumn: true, isSortable: true, isFilter: true },
      { name: 'notifyTo', kind: 'email', isColumn: true, isSortable: true },
    ],
  },
  monitorSettings: {
    canRestore: true,
    fields: [
      { name: 'communityCode', kind: 'communityCode', isColumn: true, isSortable: true, isFilter: true },
      { name: 'clusterCode', kind: 'clusterCode', isColumn: true, isSortable: true, isFilter: true },
      { name: 'type', kind: 'check', isColumn: true, isSortable: true, isFilter: true },
      { name: 'isActive', kind: 'boolean', isColumn: true, isSortable: true, isFilter: true },
    ],
  },
  failures: {
    canRestore: false,
    fields: [
      { name: 'type', kind: 'check', isColumn: true, isSortable: true, isFilter: true },
      ...scope(true),
      { name: 'programId', kind: 'text', isOptional: true, isColumn: true, isSortable: true },
      { name: 'detectedAt', kind: 'instant', isColumn: true, isSortable: true },
      { name: 'closedAt', kind: 'instant', isOptional: true, isColumn: true, isSortable: true, isFilter: true },
      { name: 'description', kind: 'longText', isOptional: true },
    ],
  },
};

export const tableNames = Object.keys(registryTables) as TableName[];
