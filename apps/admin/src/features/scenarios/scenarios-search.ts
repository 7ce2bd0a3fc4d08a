import * as z from 'zod/mini';

export const scenarioSortKeys = ['name', 'scope', 'homes', 'changed'] as const;
export type ScenarioSortKey = (typeof scenarioSortKeys)[number];

/** What the list is searched for and sorted by, which scenario is open (`new` for one that is being written), and the unit it is tried on. */
export const scenariosSearchSchema = z.object({
  q: z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined),
  sort: z.catch(z.optional(z.enum(scenarioSortKeys)), undefined),
  /** Sorted downwards. */
  down: z.catch(z.optional(z.literal(true)), undefined),
  scenario: z.catch(z.optional(z.union([z.int().check(z.positive()), z.literal('new')])), undefined),
  unit: z.catch(z.optional(z.string().check(z.maxLength(128))), undefined),
});

export type ScenariosSearch = z.infer<typeof scenariosSearchSchema>;
