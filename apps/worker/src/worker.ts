import { withAdvisoryLock } from '@commonwatt/database/advisory-lock';
import type { Database } from '@commonwatt/database/client';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import { jobs, type ScheduledJobName } from './jobs.ts';
import { startLoops } from './loops.ts';
import type { MonitoringSettings } from './monitoring/settings.ts';
import type { NotificationSettings } from './notifications/settings.ts';
import type { RetentionSettings } from './retention/settings.ts';
import { runJob } from './run-job.ts';

export type Worker = { stop(): Promise<void> };

export type WorkerDeps = {
  database: Database;
  telemetry: Telemetry;
  /** A gap between two samples of this length is a loss. */
  lossToleranceMs: number;
  monitoring: MonitoringSettings;
  notifications: NotificationSettings;
  retention: RetentionSettings;
  /** An outer watchdog that is told while all is well; null: there is none. */
  heartbeatUrl: string | null;
  /** Names this worker among others, and only it. */
  workerId: string;
  /** When this worker was started (epoch ms). */
  startedMs: number;
  now: () => Date;
  log: Logger;
};

/** A round that takes longer has lost its turn: another worker may begin the next one. */
export const longestRoundMs = 240_000;
const expireInSeconds = 300;

/**
 * Runs the background jobs: each on its schedule, once among any number of workers on the same PostgreSQL, and those that
 * run all the time. Stopping takes no new work and lets what runs finish.
 */
export async function startWorker(databaseUrl: string, deps: WorkerDeps): Promise<Worker> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, application_name: 'commonwatt-worker' });
  boss.on('error', (error) => deps.log.error({ err: error }, 'the job queue has a problem'));
  await boss.start();
  const names = Object.keys(jobs) as ScheduledJobName[];
  // Making a queue makes a table: two workers that start at once must not both try.
  await withAdvisoryLock(databaseUrl, 'jobQueues', async () => {
    for (const name of names) {
      await boss.createQueue(name, { name, policy: 'singleton', retryLimit: 3, retryBackoff: true, expireInSeconds });
      await boss.schedule(name, jobs[name].schedule);
    }
  });
  for (const name of names) await boss.work(name, () => runJob(name, deps));
  const loops = startLoops(deps);
  return {
    async stop() {
      await Promise.all([boss.stop({ graceful: true, timeout: 20_000 }), loops.stop()]);
    },
  };
}
