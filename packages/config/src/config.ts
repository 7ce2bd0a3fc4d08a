import type { z } from 'zod';
import { type Variable, type VariableName, variables } from './variables.ts';

type Values = { readonly [Name in VariableName]: z.output<(typeof variables)[Name]['schema']> };

/** The effective configuration: every variable of `variables`, validated and frozen. */
export type Config = Values;

export type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigProblem = { name: VariableName; problem: string; example: string };

/** All that is wrong with the environment, one line per variable. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ name, problem, example }) => `  ${name} ${problem}; for example ${name}=${example}`);
    super(`The configuration cannot be used:\n${lines.join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment variables. An empty variable counts as not set; unknown ones are ignored.
 * @throws ConfigError naming every variable that cannot be used, what was wrong and a value that works.
 */
export function loadConfig(environment: Environment): Config {
  const problems: ConfigProblem[] = [];
  const values: Partial<Record<VariableName, unknown>> = {};
  for (const [name, variable] of entries()) {
    const parsed = variable.schema.safeParse(environment[name] || variable.defaultText);
    if (parsed.success) values[name] = parsed.data;
    else problems.push({ name, problem: parsed.error.issues[0]?.message ?? 'is wrong', example: variable.example });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  // Every name of `variables` was parsed by its own schema just above.
  return Object.freeze(values) as Config;
}

export type DescribedVariable = { name: VariableName; value: string; isDefault: boolean; about: string };

/** The effective values as text for people; secrets are masked, except that they are set. */
export function describeConfig(config: Config, environment: Environment): DescribedVariable[] {
  return entries().map(([name, variable]) => ({
    name,
    value: config[name] === null ? '(not set)' : variable.isSecret ? mask(String(config[name])) : String(config[name]),
    isDefault: !environment[name],
    about: variable.about,
  }));
}

/**
 * Host and database of a connection URL help to find a mistake; user, password and options stay hidden, and so does the path
 * of a web address, which may be the secret itself.
 */
function mask(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${url.includes('@') ? '***@' : ''}${host}${/^https?:$/.test(protocol) ? '/***' : pathname}`;
}

function entries(): [VariableName, Variable][] {
  return Object.entries(variables) as [VariableName, Variable][];
}
