import * as z from 'zod/mini';

/** What a list of units can be narrowed to. */
export const unitGroups = ['attention', 'dealing', 'failure', 'silent', 'late', 'never', 'noResident'] as const;
export type UnitGroup = (typeof unitGroups)[number];

export const unitColumns = [
  'unit',
  'status',
  'battery',
  'solar',
  'load',
  'grid',
  'dcNet',
  'deals',
  'mode',
  'scenario',
  'residents',
  'age',
  'rate',
] as const;
export type UnitColumn = (typeof unitColumns)[number];

/** What identifies a view of the units: a link is a view. Defaults are left out; nonsense counts as not given. */
export const unitsSearchSchema = z.object({
  q: z.catch(z.optional(z.string().check(z.maxLength(100))), undefined),
  show: z.catch(z.optional(z.enum(unitGroups)), undefined),
  by: z.catch(z.optional(z.enum(unitColumns)), undefined),
  order: z.catch(z.optional(z.enum(['descending'])), undefined),
});

export type UnitsSearch = z.infer<typeof unitsSearchSchema>;
