import * as z from 'zod/mini';

const name = z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(128))), undefined);

/** Levels to choose from, each with what it selects. */
export const levelChoices = {
  severe: ['SEVERE'],
  warning: ['SEVERE', 'WARNING'],
  info: ['INFO'],
} as const;

/** What identifies a view of the logs. Defaults are left out; nonsense counts as not given. */
export const logsSearchSchema = z.object({
  program: name,
  unit: name,
  level: z.catch(z.optional(z.enum(['severe', 'warning', 'info'])), undefined),
  text: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  /** Lines up to this instant; without it the newest. */
  until: z.catch(z.optional(z.string().check(z.refine((text) => Number.isFinite(Date.parse(text))))), undefined),
  /** `off`: what is shown stays as it is. */
  follow: z.catch(z.optional(z.enum(['off'])), undefined),
});

export type LogsSearch = z.infer<typeof logsSearchSchema>;

/** What a view asks the api for. */
export function logsQuery({ program, unit, level, text, until }: LogsSearch) {
  return {
    programId: program ?? null,
    unitId: unit ?? null,
    levels: level ? [...levelChoices[level]] : [],
    text: text ?? '',
    toMs: until === undefined ? null : Date.parse(until) + 1,
  };
}
