import { createRow, deleteRow, editRow } from '@commonwatt/database/registry/registry';
import { registryTables } from '@commonwatt/database/registry/registry-tables';
import { listUserHomes, replaceUserHomes, setUserPassword } from '@commonwatt/database/registry/users';
import { newPasswordSchema } from '@commonwatt/domain/credentials';
import { DomainError } from '@commonwatt/domain/domain-error';
import { unitRefSchema } from '@commonwatt/domain/refs';
import { userFields } from '@commonwatt/domain/registry';
import { z } from 'zod';
import { hashPassword } from '../sign-in/passwords.ts';
import { router, staffProcedure } from '../trpc.ts';
import { authorOf, tableRouter } from './table-router.ts';

const table = registryTables.users;
const plain = tableRouter(table, userFields);
const id = z.number().int().positive().max(2_147_483_647);
const seen = z.record(z.string().max(50), z.unknown());
const homes = z.array(unitRefSchema).max(1_000);

/** Users have a password and homes besides their fields, and nobody may take away the own way in. */
export const usersRouter = router({
  list: plain.list,

  create: staffProcedure
    .input(z.object({ fields: userFields, password: newPasswordSchema }))
    .mutation(async ({ ctx, input }) => {
      const passwordHash = await hashPassword(input.password);
      return createRow(ctx.deps.database, table, { ...input.fields, passwordHash }, authorOf(ctx));
    }),

  edit: staffProcedure.input(z.object({ id, expected: seen, fields: userFields })).mutation(async ({ ctx, input }) => {
    const isOwn = input.id === ctx.session.user.id;
    if (isOwn && !(input.fields.isStaff && input.fields.isActive)) {
      throw new DomainError('PRECONDITION_FAILED', 'You cannot take away your own access; ask another staff user');
    }
    return editRow(ctx.deps.database, table, input, authorOf(ctx));
  }),

  delete: staffProcedure.input(z.object({ id, expected: seen })).mutation(async ({ ctx, input }) => {
    if (input.id === ctx.session.user.id) {
      throw new DomainError('PRECONDITION_FAILED', 'You cannot delete yourself; ask another staff user');
    }
    await deleteRow(ctx.deps.database, table, input, authorOf(ctx));
  }),

  /** A new password for somebody else; all sessions of that user end. */
  setPassword: staffProcedure.input(z.object({ id, password: newPasswordSchema })).mutation(async ({ ctx, input }) => {
    const passwordHash = await hashPassword(input.password);
    await setUserPassword(ctx.deps.database, { id: input.id, passwordHash }, authorOf(ctx));
  }),

  /** The homes of a user, ordered by community, cluster and unit code. */
  homes: staffProcedure.input(z.object({ id })).query(({ ctx, input }) => listUserHomes(ctx.deps.database, input.id)),

  /** Replaces the homes of a user, if they still are as the editor saw them. */
  setHomes: staffProcedure.input(z.object({ id, expected: homes, homes })).mutation(async ({ ctx, input }) => {
    await replaceUserHomes(ctx.deps.database, input, authorOf(ctx));
  }),
});
