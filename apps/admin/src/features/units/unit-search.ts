import * as z from 'zod/mini';

/** What identifies a view of a unit's page: how far its charts look back; a day if not given, or nonsense. */
export const unitSearchSchema = z.object({ last: z.catch(z.optional(z.enum(['7d', '30d'])), undefined) });

export type UnitSearch = z.infer<typeof unitSearchSchema>;
