import { registerBatchFile } from '@commonwatt/database/registry/batch';
import { textSchema } from '@commonwatt/domain/refs';
import { z } from 'zod';
import { authorOf } from '../author.ts';
import { router, staffProcedure } from '../trpc.ts';

const file = z.object({ text: textSchema.max(900_000, 'must have at most 900 kB; register in several steps') });

export const batchRouter = router({
  /** What registering the homes of a CSV or JSON file would change, and what is wrong with it. Writes nothing. */
  preview: staffProcedure.input(file).mutation(async ({ ctx, input }) => {
    const { changes, problems } = await registerBatchFile(
      ctx.deps.database,
      { ...input, isPreview: true },
      authorOf(ctx),
    );
    return { changes, problems };
  }),

  /** Registers the homes of a file without problems; with any, nothing is written. */
  register: staffProcedure.input(file).mutation(async ({ ctx, input }) => {
    return registerBatchFile(ctx.deps.database, { ...input, isPreview: false }, authorOf(ctx));
  }),
});
