#!/usr/bin/env node
import process from 'node:process';
import { Command, Option } from 'commander';
import { failWith } from './terminal.ts';

/** Loads a command only when it is called: the embedded store, for one, should not carry the web server in memory. */
function lazily<Name extends string, Given extends unknown[]>(
  load: () => Promise<Record<Name, (...given: Given) => unknown>>,
  name: Name,
) {
  return async (...given: Given) => {
    await (await load())[name](...given);
  };
}

const program = new Command('commonwatt')
  .description('The service center for communities of homes that share electricity')
  .showHelpAfterError()
  .configureHelp({ sortSubcommands: true })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command('demo')
  .description('a whole community that shares power, simulated, with two sets of homes and accounts to try')
  .option('--fault <fault...>', 'make it misbehave, for example silentUnit:hikari_hills/north_loop/E017@+60s..+10m')
  .option('--report-period <ms>', 'how often homes report', '5000')
  .action(lazily(() => import('./commands/demo.ts'), 'runDemo'));

program
  .command('start')
  .description('run an installation: the web server and the worker, or one of them')
  .argument('[part]', 'api or worker; both when left out')
  .action(lazily(() => import('./commands/start.ts'), 'start'));

program
  .command('config')
  .description('print the configuration in force, secrets masked')
  .action(lazily(() => import('./commands/config.ts'), 'showConfig'));

program
  .command('register')
  .description('register a community, a cluster and its units; what exists already stays as it is')
  .argument('<community>', 'community id, as apis-ccc is configured')
  .argument('<cluster>', 'cluster id')
  .argument('[units...]', 'unit ids')
  .option('--discover', 'also the units that have reported')
  .option('--demo', 'in the demo instead of the configured installation')
  .option('--community-name <name>', 'name for people; the id when left out')
  .option('--cluster-name <name>', 'name for people; the id when left out')
  .option('--time-zone <zone>', 'IANA zone of the cluster', 'Asia/Tokyo')
  .action(lazily(() => import('./commands/register.ts'), 'registerUnits'));

program
  .command('batch')
  .description('register the homes of a CSV or JSON file, with their residents; doing it again changes nothing')
  .argument(
    '<file>',
    'columns: community, cluster, unit; and, if wanted, names, time_zone, available_from, residents …',
  )
  .option('--dry-run', 'only say what would be done')
  .option('--demo', 'in the demo instead of the configured installation')
  .action(lazily(() => import('./commands/batch.ts'), 'registerFile'));

const user = program.command('user').description('manage users');
user
  .command('add')
  .description('add a user; the password is read from standard input')
  .argument('<username>')
  .option('--staff', 'may use the staff app')
  .option('--home <community/cluster/unit...>', 'a home the user lives in; may be given several times')
  .option('--demo', 'in the demo instead of the configured installation')
  .action(lazily(() => import('./commands/user-add.ts'), 'addUser'));

program
  .command('simulate')
  .description('let a community of its own live in MONGODB_URI, written as apis-ccc and apis-log write it')
  .option('--homes <count>', 'how many homes', '20')
  .option('--community <id>', 'community id', 'simulated')
  .option('--cluster <id>', 'cluster id', 'cluster')
  .option('--time-zone <zone>', 'IANA zone of the homes', 'Asia/Tokyo')
  .option('--seed <number>', 'the same seed gives the same world', '1')
  .option('--speed <factor>', 'simulated seconds in a real one', '1')
  .option('--report-period <ms>', 'how often homes report', '30000')
  .option('--history <days>', 'days of the past to fill in first', '0')
  .option('--solar <file>', 'recorded solar input: 365 lines of 24 values (W) for every home')
  .option('--scenario-url <url>', 'where homes fetch their scenario')
  .option('--fault <fault...>', 'make it misbehave, for example silentReporter:simulated/cluster@+60s..+10m')
  .addOption(new Option('--demo', 'the communities of the demo').hideHelp())
  .action(lazily(() => import('./commands/simulate.ts'), 'runSimulator'));

program
  .command('migrate')
  .description('bring DATABASE_URL up to date; start does the same by itself')
  .action(lazily(() => import('./commands/migrate.ts'), 'migrate'));

const importing = program.command('import').description('bring data in');
importing
  .command('django')
  .description('what "manage.py dumpdata" of the old service center printed; doing it again changes nothing')
  .argument('<file>', 'its JSON')
  .option('--dry-run', 'only say what would be done')
  .action(lazily(() => import('./commands/import-django.ts'), 'importDjangoDump'));
importing
  .command('export')
  .description('what "commonwatt export" wrote, into an empty database')
  .argument('<file>', 'its JSON')
  .action(lazily(() => import('./commands/export.ts'), 'importDatabase'));

program
  .command('export')
  .description('write communities, users, scenarios and all else that is in PostgreSQL as JSON; keep it safe')
  .argument('[file]', 'standard output when left out')
  .action(lazily(() => import('./commands/export.ts'), 'exportDatabase'));

program
  .command('job')
  .description('background jobs')
  .command('run')
  .description('run one round of a job and end; a wrong name lists them all')
  .argument('<name>', 'for example judgeDowntimes')
  .action(lazily(() => import('./commands/job-run.ts'), 'runOneJob'));

program
  .command('backup')
  .description('write both stores into a new folder, also while the installation runs; keep it safe')
  .argument('<folder>')
  .action(lazily(() => import('./commands/backup.ts'), 'backUp'));
program
  .command('restore')
  .description('bring what "commonwatt backup" wrote into empty stores')
  .argument('<folder>')
  .action(lazily(() => import('./commands/backup.ts'), 'restore'));

program
  .command('embedded-mongo', { hidden: true })
  .requiredOption('--data-dir <folder>')
  .requiredOption('--port <port>')
  .action(lazily(() => import('./commands/embedded-mongo.ts'), 'runEmbeddedMongo'));

program.parseAsync().catch(failWith);
