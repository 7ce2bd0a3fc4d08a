import { registerBatch } from '@commonwatt/database/registry/batch';
import { readBatch } from '@commonwatt/domain/batch-registration';
import { textSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { router, staffProcedure } from '../trpc.ts';
import { authorOf } from './table-router.ts';

const file = z.object({ text: textSchema.max(900_000, 'must have at most 900 kB; register in several steps') });

export const batchRouter = router({
  /** What registering the homes of a CSV or JSON file would change, and what is wrong with it. Writes nothing. */
  preview: staffProcedure.input(file).mutation(async ({ ctx, input }) => {
    const { rows, problems } = readBatch(input.text);
    const outcome = await registerBatch(ctx.deps.database, { rows, isPreview: true }, authorOf(ctx));
    return { changes: outcome.changes, problems: [...problems, ...outcome.problems] };
  }),

  /** Registers the homes of a file without problems; with any, nothing is written. */
  register: staffProcedure.input(file).mutation(async ({ ctx, input }) => {
    const { rows, problems } = readBatch(input.text);
    const outcome = await registerBatch(ctx.deps.database, { rows, isPreview: problems.length > 0 }, authorOf(ctx));
    const all = [...problems, ...outcome.problems];
    return { isDone: all.length === 0, changes: outcome.changes, problems: all };
  }),
});
