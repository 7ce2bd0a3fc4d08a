import { textSchema } from '@commonwatt/domain/refs';
import { searchLogLines } from '@commonwatt/telemetry/log-search';
import { z } from 'zod';
import { clusterProcedure, router } from '../trpc.ts';

const name = textSchema.min(1).max(128).nullable().default(null);
/** Instants that MongoDB can hold. */
const instantMs = z.int().min(0).max(8_640_000_000_000_000);
const searchInput = z.object({
  programId: name,
  unitId: name,
  levels: z.array(textSchema.min(1).max(32)).max(8).default([]),
  text: textSchema.max(200).default(''),
  order: z.enum(['older', 'newer']).default('older'),
  fromMs: instantMs.nullable().default(null),
  toMs: instantMs.nullable().default(null),
  cursor: z
    .object({ atMs: instantMs, skip: z.int().min(0).max(1_000_000) })
    .nullable()
    .default(null),
  limit: z.int().min(1).max(500).default(100),
});

export const logsRouter = router({
  /** One page of the lines that a cluster's programs logged, newest or oldest first; `next` of a page is the cursor of its next. */
  search: clusterProcedure.input(searchInput).query(({ ctx, input }) => {
    const { cluster: _, programId, unitId, levels, text, cursor, order, ...where } = input;
    const filter = { programId, unitId, levels, text };
    return searchLogLines(ctx.deps.telemetry, {
      ...where,
      direction: order,
      position: cursor,
      cluster: ctx.cluster.ref,
      filter,
    });
  }),
});
