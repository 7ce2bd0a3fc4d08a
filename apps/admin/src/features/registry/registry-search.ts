import * as z from 'zod/mini';

const value = z.union([z.string().check(z.maxLength(200)), z.number(), z.boolean()]);

/** What identifies a view of a table. Defaults are left out; nonsense counts as not given. */
export const registrySearchSchema = z.object({
  q: z.catch(z.optional(z.coerce.string().check(z.maxLength(200))), undefined),
  /** Counted from 1. */
  page: z.catch(z.optional(z.int().check(z.minimum(2), z.maximum(100_000))), undefined),
  /** By which fields it is narrowed. */
  by: z.catch(z.optional(z.record(z.string().check(z.maxLength(50)), value)), undefined),
  /** The column by which it is sorted, `-name` downwards; left out: the table's own order. */
  sort: z.catch(z.optional(z.string().check(z.regex(/^-?[a-zA-Z]{1,50}$/))), undefined),
  /** The row that is open. */
  row: z.catch(
    z.optional(z.union([z.literal('new'), z.int().check(z.positive(), z.maximum(2_147_483_647))])),
    undefined,
  ),
});

export type RegistrySearch = z.infer<typeof registrySearchSchema>;

/** What identifies a view of the audit trail. */
export const auditSearchSchema = z.object({
  /** One row, `scenario 12`. */
  about: z.catch(z.optional(z.string().check(z.regex(/^[a-z]+ \d+$/), z.maxLength(64))), undefined),
  q: z.catch(z.optional(z.coerce.string().check(z.maxLength(200))), undefined),
  from: z.catch(z.optional(z.iso.date()), undefined),
  to: z.catch(z.optional(z.iso.date()), undefined),
});

export type AuditSearch = z.infer<typeof auditSearchSchema>;
