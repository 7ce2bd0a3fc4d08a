import { deleteExpiredLimits } from '@commonwatt/database/rate-limits';
import { deleteEndedSessions } from '@commonwatt/database/sessions';
import { judgeDowntimes } from './downtime/judge-downtimes.ts';
import type { WorkerDeps } from './worker.ts';

/** A job: when it runs (cron, UTC) and what one round does; it returns how many rows it changed. */
type Job = { schedule: string; run: (deps: WorkerDeps) => Promise<number> };

/** Every background job. Each is safe to run twice. */
export const jobs = {
  judgeDowntimes: { schedule: '* * * * *', run: judgeDowntimes },
  deleteEndedSessions: {
    schedule: '*/10 * * * *',
    run: ({ database, now }) => deleteEndedSessions(database, now()),
  },
  deleteExpiredLimits: {
    schedule: '5 * * * *',
    run: ({ database, now }) => deleteExpiredLimits(database, now()),
  },
} satisfies Record<string, Job>;

export type JobName = keyof typeof jobs;
