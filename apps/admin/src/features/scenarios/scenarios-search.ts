import * as z from 'zod/mini';

/** Which scenario is open (`new` for one that is being written), and the unit it is tried on. */
export const scenariosSearchSchema = z.object({
  scenario: z.catch(z.optional(z.union([z.int().check(z.positive()), z.literal('new')])), undefined),
  unit: z.catch(z.optional(z.string().check(z.maxLength(128))), undefined),
});

export type ScenariosSearch = z.infer<typeof scenariosSearchSchema>;
