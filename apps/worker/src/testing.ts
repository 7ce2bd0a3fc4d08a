import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { defaultMonitoring } from './monitoring/settings.ts';
import { createAddressGuard } from './notifications/address-guard.ts';
import type { Mail } from './notifications/mailer.ts';
import { createWebhookSender } from './notifications/webhook.ts';
import type { WorkerDeps } from './worker.ts';

/** What jobs need, silent and without a mail server: `mails` holds what was sent to one. */
export function testDeps(
  deps: Pick<WorkerDeps, 'database' | 'telemetry' | 'now'> & Partial<WorkerDeps>,
): WorkerDeps & { mails: Mail[] } {
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    mails.push(mail);
    return '250 OK';
  };
  return {
    lossToleranceMs: 600_000,
    monitoring: defaultMonitoring,
    notifications: {
      mailer: { send },
      webhooks: createWebhookSender(createAddressGuard(['127.0.0.0/8'])),
      publicUrl: 'https://power.example.org',
      defaultAddress: 'default@example.org',
    },
    retention: { unitDataDays: null, dealDays: null, logDays: 365 },
    heartbeatUrl: null,
    workerId: randomUUID(),
    startedMs: deps.now().getTime(),
    log: pino({ level: 'silent' }),
    ...deps,
    mails,
  };
}
