import { join } from 'node:path';
import process from 'node:process';
import { keepDemoSmall } from '../demo/keep-small.ts';
import { seedDemo } from '../demo/seed.ts';
import { openInstallation } from '../installation.ts';
import { serve } from '../serve.ts';
import { startOwnProcess } from '../stores/own-process.ts';
import { supervise } from '../stores/supervised.ts';
import { createLog, environment, print, readConfig, stopOnSignal } from '../terminal.ts';

/** Runs the whole of Commonwatt over a simulated community. Its stores are its own, whatever else is configured. */
export async function runDemo(options: { fault?: string[]; reportPeriod: string }): Promise<void> {
  const dataDir = join(environment.COMMONWATT_DATA_DIR ?? '.data', 'demo');
  const overrides = { MONGODB_URI: '', DATABASE_URL: '', COMMONWATT_DATA_DIR: dataDir, MONGODB_DATABASE: 'apis_demo' };
  const config = readConfig({ ...overrides, LOG_LEVEL: environment.LOG_LEVEL || 'warn' });
  const log = createLog(config);
  const say = (message: string) => print(`· ${message}`);

  const installation = await openInstallation(config, { searchPath: environment.PATH ?? '', log: say });
  await seedDemo(installation.database, new Date());
  const serving = await serve(config, installation, { api: true, worker: true }, log);
  const origin = `http://127.0.0.1:${config.PORT}`;
  const simulator = await supervise(
    'the simulator',
    () =>
      startOwnProcess(
        [
          'simulate',
          '--demo',
          ...['--report-period', options.reportPeriod, '--history', '3'],
          ...['--scenario-url', `${origin}/api/misc/scenario/currentData`],
          ...(options.fault ?? []).flatMap((fault) => ['--fault', fault]),
        ],
        { MONGODB_URI: installation.stores.mongodbUri, MONGODB_DATABASE: config.MONGODB_DATABASE },
      ),
    say,
  );
  const pruning = keepDemoSmall(installation.telemetry);
  announce(serving.url ?? origin);
  stopOnSignal(async () => {
    clearInterval(pruning);
    await simulator.stop();
    await serving.stop();
    await installation.close();
  });
}

function announce(url: string): void {
  print('');
  print('  Two communities are sharing power. The accounts exist in this demo only; passwords equal user names.');
  print('');
  print(`  Staff      ${url}/admin/   admin or staff`);
  print(`  Residents  ${url}/         e001 … e004, h001 … h024, or mori (two homes)`);
  print('');
  print(`  Programs that write like apis-ccc may join on mongodb://127.0.0.1, database apis_demo. Ctrl-C ends it all.`);
  print('');
  process.send?.('ready');
}
