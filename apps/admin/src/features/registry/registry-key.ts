import type { QueryClient } from '@tanstack/react-query';
import type { TableName } from './registry-tables.ts';

/** Under which everything that is read of the registry is kept. */
export const registryKey = (table: TableName) => ['registryTable', table] as const;

/**
 * Reads a table anew that was changed. What was being read for the first time is asked again too: it may be from before the
 * change, and would be taken for what there is now.
 */
export async function renewTable(queryClient: QueryClient, table: TableName): Promise<void> {
  const filter = { queryKey: registryKey(table) };
  await queryClient.cancelQueries(filter);
  await queryClient.invalidateQueries(filter);
}
