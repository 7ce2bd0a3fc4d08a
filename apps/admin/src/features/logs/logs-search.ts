import * as z from 'zod/mini';

const name = z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(128))), undefined);

const instant = z.catch(z.optional(z.string().check(z.refine((text) => Number.isFinite(Date.parse(text))))), undefined);

/** Levels to choose from, each with what it selects: a level and worse, or just that one. They are those of Java's logging. */
export const levelChoices = {
  severe: ['SEVERE'],
  warning: ['SEVERE', 'WARNING'],
  info: ['SEVERE', 'WARNING', 'INFO'],
  onlyWarning: ['WARNING'],
  onlyInfo: ['INFO'],
  onlyFiner: ['CONFIG', 'FINE', 'FINER', 'FINEST'],
} as const;

type LevelChoice = keyof typeof levelChoices;
export const levelNames = Object.keys(levelChoices) as [LevelChoice, ...LevelChoice[]];

/** What identifies a view of the logs. Defaults are left out; nonsense counts as not given. */
export const logsSearchSchema = z.object({
  program: name,
  unit: name,
  level: z.catch(z.optional(z.enum(levelNames)), undefined),
  text: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  /** Lines from this instant on; without it the oldest, too. */
  from: instant,
  /** Lines up to this instant; without it the newest. */
  until: instant,
  /** `off`: what is shown stays as it is. */
  follow: z.catch(z.optional(z.enum(['off'])), undefined),
});

export type LogsSearch = z.infer<typeof logsSearchSchema>;

/** What a view asks the api for. */
export function logsQuery({ program, unit, level, text, from, until }: LogsSearch) {
  return {
    programId: program ?? null,
    unitId: unit ?? null,
    levels: level ? [...levelChoices[level]] : [],
    text: text ?? '',
    fromMs: from === undefined ? null : Date.parse(from),
    toMs: until === undefined ? null : Date.parse(until) + 1,
  };
}
