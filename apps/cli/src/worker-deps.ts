import { randomUUID } from 'node:crypto';
import { hostname, networkInterfaces } from 'node:os';
import type { Config } from '@commonwatt/config/config';
import { isMonitorType, type MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import type { ErrorMailDeps } from '@commonwatt/worker/error-mails/error-mails';
import { createAddressGuard } from '@commonwatt/worker/notifications/address-guard';
import { createLogMailer, createMailer, type Mailer } from '@commonwatt/worker/notifications/mailer';
import type { NotificationSettings } from '@commonwatt/worker/notifications/settings';
import { createWebhookSender } from '@commonwatt/worker/notifications/webhook';
import type { WorkerDeps } from '@commonwatt/worker/worker';
import type { Logger } from 'pino';
import type { Installation } from './installation.ts';

/** What the background jobs of an installation need, as the configuration says. */
export function createWorkerDeps(config: Config, { database, telemetry }: Installation, log: Logger): WorkerDeps {
  return {
    database,
    telemetry,
    lossToleranceMs: config.DATA_LOSS_TOLERANCE_MS,
    monitoring: {
      windowMs: config.MONITOR_WINDOW_MS,
      windowsMs: readPerMonitor(config.MONITOR_WINDOWS_MS),
      confirmationsMs: readPerMonitor(config.MONITOR_CONFIRM_MS),
      threadBlockingLimitMs: config.THREAD_BLOCKING_LIMIT_MS,
    },
    notifications: createNotifications(config, log),
    retention: {
      unitDataDays: config.UNIT_DATA_KEEP_DAYS,
      dealDays: config.DEAL_KEEP_DAYS,
      logDays: config.LOG_KEEP_DAYS,
    },
    heartbeatUrl: config.HEARTBEAT_URL,
    workerId: `${hostname().slice(0, 24)} ${randomUUID()}`,
    startedMs: Date.now(),
    now: () => new Date(),
    log,
  };
}

/** What administrators are told of errors by. */
export function errorMailDeps(config: Config, { database }: Installation, log: Logger): ErrorMailDeps {
  return { database, mailer: chooseMailer(config, log), log, now: () => new Date() };
}

function chooseMailer(config: Config, log: Logger): Mailer {
  if (config.MAIL_URL === null) return createLogMailer(log);
  return createMailer({ url: config.MAIL_URL, from: config.MAIL_FROM });
}

/** By what messages go out. */
export function createNotifications(config: Config, log: Logger): NotificationSettings {
  const allowed = config.WEBHOOK_ALLOWED_NETWORKS?.split(',') ?? [];
  const own = Object.values(networkInterfaces()).flatMap((found) => (found ?? []).flatMap(({ cidr }) => cidr ?? []));
  return {
    mailer: chooseMailer(config, log),
    webhooks: createWebhookSender(createAddressGuard(allowed, own)),
    publicUrl: config.PUBLIC_URL,
    defaultAddress: config.MAIL_DEFAULT_TO,
  };
}

/** `apis_main_alive=300000,…` as it was checked when the configuration was read. */
function readPerMonitor(text: string | null): Partial<Record<MonitorType, number>> {
  const settings: Partial<Record<MonitorType, number>> = {};
  for (const one of text?.split(',') ?? []) {
    const [type = '', ms] = one.split('=');
    if (isMonitorType(type)) settings[type] = Number(ms);
  }
  return settings;
}
