import type { Config } from '@commonwatt/config/config';
import { readDemoConfig } from '../demo/demo-config.ts';
import { keepDemoSmall } from '../demo/keep-small.ts';
import { demoHistoryDays, seedDemo } from '../demo/seed.ts';
import { openInstallation } from '../installation.ts';
import { createLog } from '../log.ts';
import { serve } from '../serve.ts';
import { startOwnProcess } from '../stores/own-process.ts';
import { requireFreePort } from '../stores/ports.ts';
import { supervise } from '../stores/supervised.ts';
import { print, stopOnSignal } from '../terminal.ts';

/** Runs the whole of Commonwatt over a simulated community. Its stores are its own, whatever else is configured. */
export async function runDemo(options: { fault?: string[]; reportPeriod: string }): Promise<void> {
  const config = readDemoConfig();
  await requireFreePort(config.PORT, 'PORT', config.HOST);
  const log = createLog(config);
  const say = (message: string) => print(`· ${message}`);

  const installation = await openInstallation(config, { log: say, whenRunning: 'refuse' });
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
          ...['--report-period', options.reportPeriod, '--history', String(demoHistoryDays)],
          ...['--scenario-url', `${origin}/api/misc/scenario/currentData`],
          ...(options.fault ?? []).flatMap((fault) => ['--fault', fault]),
        ],
        { MONGODB_URI: installation.stores.mongodbUri, MONGODB_DATABASE: config.MONGODB_DATABASE },
      ),
    say,
  );
  const pruning = keepDemoSmall(installation.telemetry);
  announce(serving.url ?? origin, config);
  stopOnSignal(async () => {
    clearInterval(pruning);
    await simulator.stop();
    await serving.stop();
    await installation.close();
  });
}

function announce(url: string, config: Config): void {
  print('');
  print('  Two communities are sharing power. The accounts exist in this demo only; passwords equal user names.');
  print('');
  print(`  Staff      ${url}/admin/   admin or staff`);
  print(`  Residents  ${url}/         e001 … e004, h001 … h024, or mori (two homes)`);
  print('');
  const { EMBEDDED_MONGO_PORT: mongoPort, MONGODB_DATABASE: name } = config;
  print(`  Programs that write like apis-ccc may join: mongodb://127.0.0.1:${mongoPort}, database ${name}, and`);
  print('  "pnpm commonwatt register --demo …" makes their homes known. Ctrl-C ends it all.');
  print('');
}
