import { createRow, deleteRow, editRow, listRows, readRow } from '@commonwatt/database/registry/registry';
import type { RegistryTable } from '@commonwatt/database/registry/registry-table';
import { textSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { authorOf } from '../author.ts';
import { router, staffProcedure } from '../trpc.ts';

export const rowId = z.number().int().positive().max(2_147_483_647);
const value = z.union([textSchema.max(200), z.number(), z.boolean(), z.null()]);
const listInput = z.object({
  search: textSchema.max(200).default(''),
  filter: z.record(z.string().max(50), value).default({}),
  sort: z
    .object({ field: z.string().max(50), isDescending: z.boolean() })
    .nullable()
    .default(null),
  page: z.number().int().min(0).max(100_000).default(0),
  pageSize: z.number().int().min(1).max(500).default(100),
});
/** The fields as the editor saw them. What is stored may be older than today's rules, so only its shape is checked. */
export const seenFields = z.record(z.string().max(50), z.unknown());

/**
 * List, create, edit and delete for one table. Every change is in the audit trail; a stale edit is refused. `maker` is the
 * procedure of those who may say which rows there are.
 */
export function tableRouter<Fields extends Record<string, unknown>>(
  table: RegistryTable,
  fields: z.ZodType<Fields, Fields>,
  maker: typeof staffProcedure = staffProcedure,
) {
  /** With what is seen besides, which is not typed: the app's forms and lists are driven by a table of fields. */
  type Row = { id: number } & Fields;
  return router({
    list: staffProcedure.input(listInput).query(async ({ ctx, input }) => {
      return (await listRows(ctx.deps.database, table, input, ctx.session.user.scope)) as {
        rows: Row[];
        total: number;
      };
    }),
    get: staffProcedure.input(z.object({ id: rowId })).query(async ({ ctx, input }) => {
      const { row, related } = await readRow(ctx.deps.database, table, input.id, ctx.session.user.scope);
      return { row: row as Row, related };
    }),
    create: maker.input(z.object({ fields })).mutation(async ({ ctx, input }) => {
      return (await createRow(ctx.deps.database, table, input.fields, authorOf(ctx))) as Row;
    }),
    edit: staffProcedure
      .input(z.object({ id: rowId, expected: seenFields, fields }))
      .mutation(async ({ ctx, input }) => {
        return (await editRow(ctx.deps.database, table, input, authorOf(ctx))) as Row;
      }),
    delete: maker.input(z.object({ id: rowId, expected: seenFields })).mutation(async ({ ctx, input }) => {
      await deleteRow(ctx.deps.database, table, input, authorOf(ctx));
    }),
  });
}
