import { useMemo } from 'react';
import { useTRPCClient } from '../../trpc.ts';
import type { TableName } from './registry-tables.ts';

export type Fields = Record<string, unknown>;
export type Row = { id: number } & Fields;

/** What the api offers for every table, whatever its fields (apps/api/src/registry/table-router.ts). */
export type TableApi = {
  list: {
    query(input: {
      search: string;
      filter: Fields;
      sort?: { field: string; isDescending: boolean } | null;
      page: number;
      pageSize: number;
    }): Promise<{
      rows: Row[];
      total: number;
    }>;
  };
  get: { query(input: { id: number }): Promise<{ row: Row; related: Record<string, number> }> };
  create: { mutate(input: { fields: Fields; password?: string }): Promise<Row> };
  edit: { mutate(input: { id: number; expected: Fields; fields: Fields }): Promise<Row> };
  delete: { mutate(input: { id: number; expected: Fields }): Promise<void> };
};

export function useTableApi(table: TableName): TableApi {
  const client = useTRPCClient();
  // Each table's fields have a type of their own; the forms are driven by a table of fields instead.
  return useMemo(() => client.registry[table] as unknown as TableApi, [client, table]);
}

/** The fields of a row: everything but its key. */
export function fieldsOf({ id: _, ...fields }: Row): Fields {
  return fields;
}
