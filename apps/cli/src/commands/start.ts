import { DomainError } from '@commonwatt/domain/domain-error';
import { createErrorMails } from '@commonwatt/worker/error-mails/error-mails';
import { openInstallation } from '../installation.ts';
import { createLog } from '../log.ts';
import { serve } from '../serve.ts';
import { offerSetup } from '../setup-link.ts';
import { stopOnCrash } from '../stop-on-crash.ts';
import { requireFreePort } from '../stores/ports.ts';
import { readConfig, stopOnSignal } from '../terminal.ts';
import { errorMailDeps } from '../worker-deps.ts';

/** Runs an installation until it is told to stop. */
export async function start(part: string | undefined): Promise<void> {
  if (part !== undefined && part !== 'api' && part !== 'worker') {
    throw new DomainError('BAD_REQUEST', `There is no part "${part}": say api, worker, or nothing for both`);
  }
  const config = readConfig();
  if (part !== 'worker') await requireFreePort(config.PORT, 'PORT', config.HOST);
  const errorMails = createErrorMails(config.ADMINISTRATORS ?? []);
  const log = createLog(config, errorMails.note);
  const say = (message: string) => log.info(message);
  const installation = await openInstallation(config, { log: say, whenRunning: 'share' });
  const parts = { api: part !== 'worker', worker: part !== 'api' };
  const mailing = errorMails.start(errorMailDeps(config, installation, log));
  const serving = await serve(config, installation, parts, log);
  const stop = async () => {
    await serving.stop();
    await mailing.stop();
    await installation.close();
  };
  stopOnCrash(log, { tell: () => mailing.stop(), stop });
  if (serving.url) {
    say(`Commonwatt is ready: residents at ${serving.url}/, staff at ${serving.url}/admin/`);
    await offerSetup(installation.database, serving.url);
  } else {
    say('Commonwatt is ready: the worker');
  }
  stopOnSignal(stop);
}
