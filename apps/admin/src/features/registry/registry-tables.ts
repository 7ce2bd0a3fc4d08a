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
  /** Deleting can be taken back by making it anew: nothing else hangs on its key. */
  canRestore: boolean;
};

const scope = (isOptional: boolean) =>
  [
    { name: 'communityCode', kind: 'communityCode', isOptional, isColumn: true, isFilter: true },
    { name: 'clusterCode', kind: 'clusterCode', isOptional, isColumn: true, isFilter: true },
    { name: 'unitCode', kind: 'unitCode', isOptional, isColumn: true, isFilter: true },
  ] as const satisfies RegistryField[];

/** The tables in the order of their tabs; each field is one of the same name in packages/domain/src/registry.ts. */
export const registryTables: Record<TableName, TableInfo> = {
  communities: {
    canRestore: true,
    fields: [
      { name: 'code', kind: 'text', isCode: true, isColumn: true },
      { name: 'name', kind: 'text', isColumn: true },
    ],
  },
  clusters: {
    canRestore: true,
    fields: [
      { name: 'communityId', kind: 'communityRef', isFixed: true, isColumn: true, isFilter: true },
      { name: 'code', kind: 'text', isCode: true, isColumn: true },
      { name: 'name', kind: 'text', isColumn: true },
      { name: 'timeZone', kind: 'timeZone', isColumn: true },
    ],
  },
  units: {
    canRestore: false,
    fields: [
      { name: 'clusterId', kind: 'clusterRef', isFixed: true, isColumn: true, isFilter: true },
      { name: 'code', kind: 'text', isCode: true, isColumn: true },
      { name: 'name', kind: 'text', isColumn: true },
      { name: 'availableFrom', kind: 'instant', isOptional: true, isColumn: true },
      { name: 'availableTo', kind: 'instant', isOptional: true, isColumn: true },
    ],
  },
  users: {
    canRestore: false,
    fields: [
      { name: 'username', kind: 'text', isColumn: true },
      { name: 'firstName', kind: 'text', isOptional: true, isEmptyText: true, isColumn: true },
      { name: 'lastName', kind: 'text', isOptional: true, isEmptyText: true, isColumn: true },
      { name: 'email', kind: 'email', isOptional: true, isEmptyText: true, isColumn: true },
      { name: 'isStaff', kind: 'boolean', isColumn: true, isFilter: true },
      { name: 'isActive', kind: 'boolean', isColumn: true, isFilter: true },
    ],
  },
  scenarios: {
    canRestore: false,
    fields: [
      ...scope(true),
      { name: 'name', kind: 'text', isColumn: true },
      { name: 'description', kind: 'longText', isOptional: true, isColumn: true },
      { name: 'data', kind: 'longText', isOptional: true },
    ],
  },
  choices: {
    canRestore: true,
    fields: [
      ...scope(false),
      { name: 'scenarioId', kind: 'scenario', isOptional: true, isColumn: true, isFilter: true },
    ],
  },
  communitySettings: {
    canRestore: true,
    fields: [
      { name: 'communityCode', kind: 'communityCode', isColumn: true, isFilter: true },
      { name: 'notifyTo', kind: 'email', isColumn: true },
    ],
  },
  monitorSettings: {
    canRestore: true,
    fields: [
      { name: 'communityCode', kind: 'communityCode', isColumn: true, isFilter: true },
      { name: 'clusterCode', kind: 'clusterCode', isColumn: true, isFilter: true },
      { name: 'type', kind: 'check', isColumn: true, isFilter: true },
      { name: 'isActive', kind: 'boolean', isColumn: true, isFilter: true },
    ],
  },
  failures: {
    canRestore: false,
    fields: [
      { name: 'type', kind: 'check', isColumn: true, isFilter: true },
      ...scope(true),
      { name: 'programId', kind: 'text', isOptional: true, isColumn: true },
      { name: 'detectedAt', kind: 'instant', isColumn: true },
      { name: 'closedAt', kind: 'instant', isOptional: true, isColumn: true },
      { name: 'description', kind: 'longText', isOptional: true },
    ],
  },
};

export const tableNames = Object.keys(registryTables) as TableName[];
