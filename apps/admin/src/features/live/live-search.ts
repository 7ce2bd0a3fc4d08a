import * as z from 'zod/mini';

/** What identifies a live view: a link is a view. Defaults are left out; nonsense counts as not given. */
export const liveSearchSchema = z.object({
  layout: z.catch(z.optional(z.enum(['ring', 'grid', 'levels', 'table'])), undefined),
  labels: z.catch(z.optional(z.enum(['quiet', 'all'])), undefined),
  unit: z.catch(z.optional(z.string().check(z.maxLength(128))), undefined),
  deal: z.catch(z.optional(z.string().check(z.maxLength(128))), undefined),
});

export type LiveSearch = z.infer<typeof liveSearchSchema>;
