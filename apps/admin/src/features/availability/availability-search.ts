import * as z from 'zod/mini';

const edge = z.catch(z.optional(z.string().check(z.maxLength(30))), undefined);

/**
 * What identifies a view of availability: a link is a view. `from` and `to` are both days of the cluster's zone
 * (`2026-06-09`, both included) or both instants (`2026-06-09T03:00:00.000Z`). Defaults are left out; nonsense counts as
 * not given.
 */
export const availabilitySearchSchema = z.object({
  last: z.catch(z.optional(z.enum(['24h', '30d'])), undefined),
  from: edge,
  to: edge,
  view: z.catch(z.optional(z.enum(['heatmap', 'table'])), undefined),
  sort: z.catch(z.optional(z.enum(['unit', 'longest'])), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(100))), undefined),
  unit: z.catch(z.optional(z.string().check(z.maxLength(128))), undefined),
});

export type AvailabilitySearch = z.infer<typeof availabilitySearchSchema>;
