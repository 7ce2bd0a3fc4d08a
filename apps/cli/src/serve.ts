import { fileURLToPath } from 'node:url';
import { createServer, type ServerOptions } from '@commonwatt/api/server';
import type { Config } from '@commonwatt/config/config';
import { sendAddressCode } from '@commonwatt/worker/notifications/send-address-code';
import { sendTestMessage } from '@commonwatt/worker/notifications/send-test-message';
import { startWorker } from '@commonwatt/worker/worker';
import type { Logger } from 'pino';
import type { Installation } from './installation.ts';
import { createWorkerDeps } from './worker-deps.ts';

export type Parts = { api: boolean; worker: boolean };

// From apps/cli/dist as from apps/cli/src, the built apps lie two levels up.
const appFolders = {
  admin: fileURLToPath(new URL('../../admin/dist', import.meta.url)),
  resident: fileURLToPath(new URL('../../resident/dist', import.meta.url)),
};

/** Runs the web server, the worker, or both, until `stop`. */
export async function serve(
  config: Config,
  installation: Installation,
  parts: Parts,
  log: Logger,
): Promise<{ url: string | null; stop(): Promise<void> }> {
  const { database, telemetry, stores } = installation;
  const workerDeps = createWorkerDeps(config, installation, log);
  const testMessage: ServerOptions['sendTestMessage'] = (recipient, now) =>
    sendTestMessage(workerDeps.notifications, recipient, now);
  const addressCode: ServerOptions['sendAddressCode'] = (mail) => sendAddressCode(workerDeps.notifications, log, mail);
  const worker = parts.worker ? await startWorker(stores.databaseUrl, workerDeps) : null;
  const server = parts.api
    ? await createServer({
        config,
        database,
        telemetry,
        log,
        appFolders,
        sendTestMessage: testMessage,
        sendAddressCode: addressCode,
      })
    : null;
  const url = server ? await server.listen({ host: config.HOST, port: config.PORT }) : null;
  return {
    url: url && (config.PUBLIC_URL ?? url.replace('127.0.0.1', 'localhost')),
    async stop() {
      await Promise.all([server?.close(), worker?.stop()]);
    },
  };
}
