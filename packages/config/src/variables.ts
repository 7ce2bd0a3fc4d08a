import { z } from 'zod';

/** One environment variable: how it is read, what it means, and a value that works. */
export type Variable<Schema extends z.ZodType = z.ZodType> = {
  schema: Schema;
  /** Text that stands for the variable when it is not set; null means "not set" is a value of its own. */
  defaultText: string | null;
  example: string;
  about: string;
  /** Shown masked by `commonwatt config`. */
  isSecret?: true;
};

const port = z
  .string()
  .regex(/^\d+$/, 'must be a whole number')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, 'must be between 1 and 65535');

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`);

const urlWith = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    abort: true,
  });

const origin = urlWith('http:', 'https:')
  .refine((value) => new URL(value).pathname === '/' && !new URL(value).search, 'must not have a path or a query')
  .transform((value) => new URL(value).origin);

/** Every variable that Commonwatt reads. `.env.example` and `commonwatt config` list the same ones. */
export const variables = {
  HOST: {
    schema: z.string(),
    defaultText: '127.0.0.1',
    example: '0.0.0.0',
    about: 'Address to listen on. Stays on this machine unless changed.',
  },
  PORT: { schema: port, defaultText: '8000', example: '8000', about: 'Port of the web server.' },
  PUBLIC_URL: {
    schema: origin.nullable(),
    defaultText: null,
    example: 'https://power.example.org',
    about:
      'Where browsers reach the server. With https, cookies are Secure and HSTS is sent. Not set: plain http, any host name.',
  },
  TRUSTED_PROXIES: {
    schema: wholeNumber(0, 10),
    defaultText: '0',
    example: '1',
    about: 'How many reverse proxies in front may be believed about the address of a client.',
  },
  LOG_LEVEL: {
    schema: z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'must be trace, debug, info, warn, error or silent',
    ),
    defaultText: 'info',
    example: 'info',
    about: 'What is logged: this level and graver ones.',
  },
  COMMONWATT_DATA_DIR: {
    schema: z.string(),
    defaultText: './.data',
    example: '/var/lib/commonwatt',
    about: 'Folder of the embedded stores.',
  },
  MONGODB_URI: {
    schema: urlWith('mongodb:', 'mongodb+srv:').nullable(),
    defaultText: null,
    example: 'mongodb://localhost:27017',
    about: 'MongoDB that apis-ccc and apis-log write to. Not set: a mongod on the PATH, else the embedded store.',
    isSecret: true,
  },
  MONGODB_DATABASE: {
    schema: z.string().regex(/^[^/\\. "$*<>:|?\0]{1,63}$/, 'must be a MongoDB database name'),
    defaultText: 'apis_service_center',
    example: 'apis_service_center',
    about: 'Database of the collections unitData, deal, apisLog and downtime.',
  },
  EMBEDDED_MONGO_PORT: {
    schema: port,
    defaultText: '27018',
    example: '27018',
    about: 'Port of the embedded store or of a mongod started from the PATH, on loopback.',
  },
  DATABASE_URL: {
    schema: urlWith('postgresql:', 'postgres:').nullable(),
    defaultText: null,
    example: 'postgresql://commonwatt:secret@localhost:5432/commonwatt',
    about: 'PostgreSQL for communities, users and scenarios. Not set: an embedded PostgreSQL.',
    isSecret: true,
  },
  EMBEDDED_POSTGRES_PORT: {
    schema: port,
    defaultText: '54318',
    example: '54318',
    about: 'Port of the embedded PostgreSQL, on loopback.',
  },
  SESSION_IDLE_MS: {
    schema: wholeNumber(60_000, 1_209_600_000),
    defaultText: '43200000',
    example: '1800000',
    about: 'A session ends when it was not used for this long, unless "keep me signed in" was chosen.',
  },
  SESSION_LIFETIME_MS: {
    schema: wholeNumber(60_000, 7_776_000_000),
    defaultText: '1209600000',
    example: '1209600000',
    about: 'A session ends this long after signing in, in any case.',
  },
  DATA_LOSS_TOLERANCE_MS: {
    schema: wholeNumber(1_000, 86_400_000),
    defaultText: '600000',
    example: '120000',
    about: 'A gap between two samples of a unit of this length counts as down. 120000 suits real hardware.',
  },
  LEGACY_API: {
    schema: z.enum(['on', 'off'], 'must be on or off'),
    defaultText: 'on',
    example: 'on',
    about:
      'The HTTP API of the APIS Service Center below /api, by which apis-ccc also fetches scenarios, and the addresses of its old pages. off: not there.',
  },
} satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
