import * as z from 'zod/mini';

export const replaySpeeds = [1, 10, 60, 600] as const;
export const replayRanges = ['1h', '24h', '7d'] as const;

/** What identifies a live view: a link is a view. Defaults are left out; nonsense counts as not given. */
export const liveSearchSchema = z.object({
  layout: z.catch(z.optional(z.enum(['ring', 'grid', 'levels', 'table'])), undefined),
  labels: z.catch(z.optional(z.enum(['quiet', 'all'])), undefined),
  unit: z.catch(z.optional(z.string().check(z.maxLength(128))), undefined),
  deal: z.catch(z.optional(z.string().check(z.maxLength(128))), undefined),
  /** The instant that is replayed; without it the page is live. */
  t: z.catch(z.optional(z.string().check(z.refine((text) => Number.isFinite(Date.parse(text))))), undefined),
  speed: z.catch(z.optional(z.literal(replaySpeeds)), undefined),
  /** 1: for a wall, without what is only for hands; goes from cluster to cluster. */
  wall: z.catch(z.optional(z.literal(1)), undefined),
  range: z.catch(z.optional(z.enum(replayRanges)), undefined),
});

export type LiveSearch = z.infer<typeof liveSearchSchema>;
