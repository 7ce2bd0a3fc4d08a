/** How long (ms) the rounds of a job took that came to an end, added up over all workers. */
export type WorkerLog = {
  /** Takes one line, as pino writes it. */
  read(line: string): void;
  busyMs(job: string): number;
};

export function createWorkerLog(): WorkerLog {
  const busyMs = new Map<string, number>();
  return {
    read(line) {
      const { msg, job, durationMs } = JSON.parse(line) as { msg?: string; job?: string; durationMs?: number };
      if (msg === 'a job ran' && job !== undefined) busyMs.set(job, (busyMs.get(job) ?? 0) + (durationMs ?? 0));
    },
    busyMs: (job) => busyMs.get(job) ?? 0,
  };
}
