import { DomainError } from '@commonwatt/domain/domain-error';
import { type JobName, jobPeriods } from '@commonwatt/worker/jobs';
import { runJob } from '@commonwatt/worker/run-job';
import { openInstallation } from '../installation.ts';
import { createLog } from '../log.ts';
import { readConfig } from '../terminal.ts';
import { createWorkerDeps } from '../worker-deps.ts';

/** Runs one round of a job, also beside a worker that runs it: every job is safe to run twice. */
export async function runOneJob(name: string): Promise<void> {
  const names = jobPeriods().map((job) => job.name);
  if (!names.includes(name)) {
    throw new DomainError('BAD_REQUEST', `There is no job "${name}"; there are ${names.sort().join(', ')}`);
  }
  const config = readConfig();
  const installation = await openInstallation(config, { log: () => {}, whenRunning: 'share' });
  try {
    await runJob(name as JobName, createWorkerDeps(config, installation, createLog(config)));
  } finally {
    await installation.close();
  }
}
