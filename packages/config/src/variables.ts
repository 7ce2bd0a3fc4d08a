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

/** A setting for single monitors. */
const perMonitor = z
  .string()
  .regex(/^[a-z_]+=\d{1,8}(,[a-z_]+=\d{1,8})*$/, 'must be a list such as apis_main_alive=300000,apis_ccc_alive=90000')
  .refine(
    (text) => text.split(',').every((one) => /^(apis_main|apis_ccc|apis_log|grid_master)_(alive|severe)=/.test(one)),
    {
      error: 'must name monitors such as apis_main_alive',
    },
  );

/** An error that was logged is a fact, which nothing confirms. */
const perAliveMonitor = perMonitor.refine((text) => !text.includes('_severe='), {
  error: 'must name monitors of aliveness such as apis_main_alive: an error that was logged needs no confirmation',
});

const mailAddress = z.email('must be an email address').max(254, 'must have at most 254 characters');

const mailAddresses = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .pipe(z.array(mailAddress));

const networks = z.string().refine((text) => text.split(',').every(isNetwork), {
  error: 'must be a list of networks such as 10.1.0.0/16,fd00::/8',
});

function isNetwork(text: string): boolean {
  const [address = '', prefix = ''] = text.split('/');
  const schema = address.includes(':') ? z.cidrv6() : z.cidrv4();
  return schema.safeParse(`${address}/${prefix}`).success && text.split('/').length === 2;
}

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
  APP_ORIGINS: {
    schema: z
      .string()
      .transform((list) => list.split(',').map((one) => one.trim()))
      .pipe(z.array(origin))
      .nullable(),
    defaultText: null,
    example: 'https://staff.example.org,https://home.example.org',
    about:
      'Origins of other web servers that serve the apps and may use this api with the cookies of its users. Of the same site as PUBLIC_URL, as browsers send the cookies to no other.',
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
  LOG_FILE: {
    schema: z.string().nullable(),
    defaultText: null,
    example: '/var/log/commonwatt/commonwatt.log',
    about: 'File that gets the log besides standard output; at 10 MB a new one begins, and ten are kept.',
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
  REQUESTS_PER_MINUTE: {
    schema: wholeNumber(60, 1_000_000),
    defaultText: '1200',
    example: '6000',
    about: 'How many requests one address may send; more where a whole office shares one address.',
  },
  METRICS_TOKEN: {
    schema: z.string().min(16, 'must have at least 16 characters').nullable(),
    defaultText: null,
    example: 'a-long-random-text',
    about: 'Bearer token that /metrics asks for. Not set: it answers only to this machine.',
    isSecret: true,
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
  UNIT_DATA_KEEP_DAYS: {
    schema: wholeNumber(15, 36_500).nullable(),
    defaultText: null,
    example: '730',
    about: 'Unit data are deleted when they were reported this many days ago. Not set: never. Downtimes always stay.',
  },
  DEAL_KEEP_DAYS: {
    schema: wholeNumber(15, 36_500).nullable(),
    defaultText: null,
    example: '1825',
    about:
      'Deals are deleted when they were made this many days ago. Not set: never. What they add up to always stays.',
  },
  LOG_KEEP_DAYS: {
    schema: wholeNumber(1, 365),
    defaultText: '365',
    example: '90',
    about: 'Lines of the logs of a community are deleted when they are this many days old.',
  },
  LEGACY_API: {
    schema: z.enum(['on', 'off'], 'must be on or off'),
    defaultText: 'on',
    example: 'on',
    about:
      'The HTTP API of the APIS Service Center below /api, by which apis-ccc also fetches scenarios, and the addresses of its old pages. off: not there.',
  },
  MD5_PASSWORDS: {
    schema: z.enum(['on', 'off'], 'must be on or off'),
    defaultText: 'off',
    example: 'on',
    about:
      'Homes may fetch scenarios with the MD5 of their password in its place, as some configurations of apis-ccc do. It is then as good as the password, for that.',
  },
  MONITOR_WINDOW_MS: {
    schema: wholeNumber(5_000, 86_400_000),
    defaultText: '60000',
    example: '60000',
    about:
      'A program that gave no sign of life for this long is silent; an error that did not repeat for this long is over.',
  },
  MONITOR_WINDOWS_MS: {
    schema: perMonitor.nullable(),
    defaultText: null,
    example: 'apis_main_alive=300000,apis_ccc_alive=90000',
    about: 'The same for single monitors.',
  },
  MONITOR_CONFIRM_MS: {
    schema: perAliveMonitor.nullable(),
    defaultText: null,
    example: 'apis_main_alive=30000',
    about: 'How long a check of aliveness must have failed before it raises an alarm. Not set: at once.',
  },
  THREAD_BLOCKING_LIMIT_MS: {
    schema: wholeNumber(1_000, 86_400_000),
    defaultText: '300000',
    example: '300000',
    about: 'A program in which a thread is blocked for longer counts as not running.',
  },
  MAIL_URL: {
    schema: urlWith('smtp:', 'smtps:').nullable(),
    defaultText: null,
    example: 'smtps://commonwatt:secret@mail.example.org:465',
    about:
      'Mail server. smtps: TLS from the first byte; smtp: TLS when offered, and required with a password. Not set: mails are only logged.',
    isSecret: true,
  },
  MAIL_FROM: {
    schema: mailAddress,
    defaultText: 'nobody@example.com',
    example: 'power@example.org',
    about: 'Sender of mails.',
  },
  MAIL_DEFAULT_TO: {
    schema: mailAddress,
    defaultText: 'nobody@example.com',
    example: 'operators@example.org',
    about: 'Who is told about failures of a community that has named nobody, and about Commonwatt itself.',
  },
  ADMINISTRATORS: {
    schema: mailAddresses.nullable(),
    defaultText: null,
    example: 'admin@example.org,night@example.org',
    about: 'Who gets a mail about errors of Commonwatt itself, each kind at most once an hour. Not set: nobody.',
  },
  WEBHOOK_ALLOWED_NETWORKS: {
    schema: networks.nullable(),
    defaultText: null,
    example: '10.1.0.0/16,192.168.7.4/32',
    about: 'Inner networks that webhooks may be sent to. Not set: public addresses only.',
  },
  HEARTBEAT_URL: {
    schema: urlWith('http:', 'https:').nullable(),
    defaultText: null,
    example: 'https://watchdog.example.org/ping/commonwatt',
    about:
      'Asked (GET) each minute while the worker and its jobs are well, so that somebody notices when they are not.',
    isSecret: true,
  },
} satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
