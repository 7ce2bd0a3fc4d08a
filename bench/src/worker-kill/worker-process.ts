import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { createDatabase } from '@commonwatt/database/client';
import { openTelemetry } from '@commonwatt/telemetry/telemetry';
import { type Loop, loops } from '@commonwatt/worker/jobs';
import { startLoops } from '@commonwatt/worker/loops';
import { defaultMonitoring, type MonitoringSettings } from '@commonwatt/worker/monitoring/settings';
import { createAddressGuard } from '@commonwatt/worker/notifications/address-guard';
import { createMailer } from '@commonwatt/worker/notifications/mailer';
import { createWebhookSender } from '@commonwatt/worker/notifications/webhook';
import { pino } from 'pino';
import { type HurriedClock, readClock } from './hurried-clock.ts';

// A worker that is there to be killed: the product's loops of monitoring and delivery, by a hurried clock. It loads
// everything at once and begins when it is told to, so that another can take its place without a pause.

/** What the process is told to begin with. */
export type WorkerTask = {
  databaseUrl: string;
  mongodbUri: string;
  mongodbDatabase: string;
  mailUrl: string;
  clock: HurriedClock;
};

export const loaded = 'loaded';

/**
 * Of the time for which another worker waits before it takes over, production has more: there a round takes hardly any of
 * the 20 s after which a worker takes itself to have been away, here it takes several.
 */
const leaseShare = 2 / 3;

/** Short windows, so that much is told in little time; that of apis-ccc, which speaks every 30 s, has to be longer. */
const monitoring: MonitoringSettings = {
  ...defaultMonitoring,
  windowMs: 20_000,
  windowsMs: { apis_ccc_alive: 60_000 },
};

function begin({ databaseUrl, mongodbUri, mongodbDatabase, mailUrl, clock }: WorkerTask): void {
  const hurried = ({ everyMs, leaseMs, run }: Loop): Loop => ({
    everyMs: everyMs / clock.speed,
    leaseMs: leaseMs === null ? null : (leaseMs * leaseShare) / clock.speed,
    run,
  });
  const deps = {
    database: createDatabase(databaseUrl, { maxConnections: 5 }),
    telemetry: openTelemetry({ uri: mongodbUri, database: mongodbDatabase }),
    lossToleranceMs: 600_000,
    monitoring,
    notifications: {
      mailer: createMailer({ url: mailUrl, from: 'bench@example.org' }),
      webhooks: createWebhookSender(createAddressGuard([])),
      publicUrl: null,
      defaultAddress: 'staff@example.org',
    },
    retention: { unitDataDays: null, dealDays: null, logDays: 365 },
    heartbeatUrl: null,
    workerId: randomUUID(),
    startedMs: readClock(clock),
    now: () => new Date(readClock(clock)),
    log: pino({ level: 'debug' }, { write: (line: string) => void process.send?.(line) }),
  };
  const { runMonitors, deliverMessages } = loops;
  startLoops(deps, { runMonitors: hurried(runMonitors), deliverMessages: hurried(deliverMessages) });
}

process.on('disconnect', () => process.exit(0));
process.once('message', (task) => begin(task as WorkerTask));
process.send?.(loaded);
