import { deleteRow, editRow } from '@commonwatt/database/registry/registry';
import { registryTables } from '@commonwatt/database/registry/registry-tables';
import { readStaffLimit, setStaffLimit } from '@commonwatt/database/registry/staff-limits';
import { createUserRow, listUserHomes, replaceUserHomes, setUserPassword } from '@commonwatt/database/registry/users';
import { newPasswordSchema } from '@commonwatt/domain/credentials';
import { codeSchema, unitRefSchema } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { userFields } from '@commonwatt/domain/registry';
import { z } from 'zod';
import { type AuthorContext, authorOf } from '../author.ts';
import { protectPassword } from '../sign-in/passwords.ts';
import { router, staffProcedure, unlimitedStaffProcedure } from '../trpc.ts';
import { rowId, seenFields, tableRouter } from './table-router.ts';

const table = registryTables.users;
const plain = tableRouter(table, userFields);
const homes = z.array(unitRefSchema).max(1_000);
const limit = z.array(codeSchema).max(10_000).nullable();

/** Users have a password and homes besides their fields, and nobody may take away the own way in. */
export const usersRouter = router({
  list: plain.list,
  get: plain.get,

  create: staffProcedure
    .input(z.object({ fields: userFields, password: newPasswordSchema, homes: homes.default([]) }))
    .mutation(async ({ ctx, input }) => {
      requireMayMakeStaff(ctx, input.fields);
      const password = await protectPassword(ctx.deps.config, input.password);
      return createUserRow(ctx.deps.database, { ...input, password }, authorOf(ctx));
    }),

  edit: staffProcedure
    .input(z.object({ id: rowId, expected: seenFields, fields: userFields }))
    .mutation(async ({ ctx, input }) => {
      const isOwn = input.id === ctx.session.user.id;
      if (isOwn && !(input.fields.isStaff && input.fields.isActive)) {
        throw refused('PRECONDITION_FAILED', 'ownAccess');
      }
      requireMayMakeStaff(ctx, input.fields);
      return editRow(ctx.deps.database, table, input, authorOf(ctx));
    }),

  delete: staffProcedure.input(z.object({ id: rowId, expected: seenFields })).mutation(async ({ ctx, input }) => {
    if (input.id === ctx.session.user.id) {
      throw refused('PRECONDITION_FAILED', 'ownUser');
    }
    await deleteRow(ctx.deps.database, table, input, authorOf(ctx));
  }),

  /** A new password for somebody else; all sessions of that user end. */
  setPassword: staffProcedure
    .input(z.object({ id: rowId, password: newPasswordSchema }))
    .mutation(async ({ ctx, input }) => {
      const password = await protectPassword(ctx.deps.config, input.password);
      await setUserPassword(ctx.deps.database, { id: input.id, password }, authorOf(ctx));
    }),

  /** The homes of a user, ordered by community, cluster and unit code. */
  homes: staffProcedure
    .input(z.object({ id: rowId }))
    .query(({ ctx, input }) => listUserHomes(ctx.deps.database, input.id, ctx.session.user.scope)),

  /** Replaces the homes of a user, if they still are as the editor saw them. */
  setHomes: staffProcedure.input(z.object({ id: rowId, expected: homes, homes })).mutation(async ({ ctx, input }) => {
    await replaceUserHomes(ctx.deps.database, input, authorOf(ctx));
  }),

  /** The communities that a staff user is limited to; null: all are open to them. */
  limit: unlimitedStaffProcedure
    .input(z.object({ id: rowId }))
    .query(({ ctx, input }) => readStaffLimit(ctx.deps.database, input.id)),

  /** Limits a staff user to communities, or ends the limit (null). */
  setLimit: unlimitedStaffProcedure
    .input(z.object({ id: rowId, expected: limit, limit }))
    .mutation(({ ctx, input }) => setStaffLimit(ctx.deps.database, input, authorOf(ctx))),
});

/** New staff would see every community. */
function requireMayMakeStaff({ session }: AuthorContext, { isStaff }: { isStaff: boolean }): void {
  if (!isStaff || session.user.scope === 'all') return;
  throw refused('FORBIDDEN', 'unlimitedMakeStaff');
}
