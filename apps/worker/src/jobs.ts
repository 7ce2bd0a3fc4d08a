import { deleteDeliveredMessages } from '@commonwatt/database/message-delivery';
import { deleteExpiredLimits } from '@commonwatt/database/rate-limits';
import { deleteEndedSessions } from '@commonwatt/database/sessions';
import { sumDeals } from './deals/sum-deals.ts';
import { judgeDowntimes } from './downtime/judge-downtimes.ts';
import { sumEnergy } from './energy/sum-energy.ts';
import { runMonitors } from './monitoring/run-monitors.ts';
import { deliverMessages } from './notifications/deliver-messages.ts';
import { deleteOldData } from './retention/delete-old-data.ts';
import { watchOurselves } from './self-watch/watch-ourselves.ts';
import type { WorkerDeps } from './worker.ts';

type Round = {
  /** Rounds begin about this far apart. */
  everyMs: number;
  /** What one round does; it returns how many rows it changed. */
  run: (deps: WorkerDeps) => Promise<number>;
};

/** A job that runs at set times (cron, UTC), at one worker. */
type Job = Round & { schedule: string };

/** A job whose rounds follow one another more closely than a schedule can say. */
export type Loop = Round & {
  /** Only one worker at a time does it, and another takes over when it was not heard of for so long. */
  leaseMs: number | null;
};

const minuteMs = 60_000;
const keepDeliveredMs = 90 * 24 * 60 * minuteMs;

/** Every job that runs by schedule. Each is safe to run twice. */
export const jobs = {
  judgeDowntimes: { schedule: '* * * * *', everyMs: minuteMs, run: judgeDowntimes },
  sumDeals: { schedule: '*/2 * * * *', everyMs: 2 * minuteMs, run: sumDeals },
  sumEnergy: { schedule: '10 * * * *', everyMs: 60 * minuteMs, run: sumEnergy },
  deleteEndedSessions: {
    schedule: '*/10 * * * *',
    everyMs: 10 * minuteMs,
    run: ({ database, now }) => deleteEndedSessions(database, now()),
  },
  deleteExpiredLimits: {
    schedule: '5 * * * *',
    everyMs: 60 * minuteMs,
    run: ({ database, now }) => deleteExpiredLimits(database, now()),
  },
  deleteOldData: { schedule: '20 * * * *', everyMs: 60 * minuteMs, run: deleteOldData },
  deleteDeliveredMessages: {
    schedule: '35 3 * * *',
    everyMs: 24 * 60 * minuteMs,
    run: ({ database, now }) => deleteDeliveredMessages(database, new Date(now().getTime() - keepDeliveredMs)),
  },
} satisfies Record<string, Job>;

/** Every job that runs all the time. Each is safe to run at several workers at once. */
export const loops = {
  runMonitors: { everyMs: 3_000, leaseMs: 15_000, run: runMonitors },
  deliverMessages: { everyMs: 1_000, leaseMs: null, run: deliverMessages },
  watchOurselves: { everyMs: minuteMs, leaseMs: 2 * minuteMs, run: (deps) => watchOurselves(deps, jobPeriods()) },
} satisfies Record<string, Loop>;

export type ScheduledJobName = keyof typeof jobs;
export type LoopName = keyof typeof loops;
export type JobName = ScheduledJobName | LoopName;

export function findJob(name: JobName): Round {
  return { ...jobs, ...loops }[name];
}

/** How often each job should have a round. */
export function jobPeriods(): { name: string; everyMs: number }[] {
  return Object.entries({ ...jobs, ...loops }).map(([name, { everyMs }]) => ({ name, everyMs }));
}
