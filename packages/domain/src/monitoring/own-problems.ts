/** What is known of Commonwatt itself at an instant. Times are epoch ms. */
export type OwnState = {
  nowMs: number;
  /** Since when this worker runs: a job has that long to have a first round. */
  startedMs: number;
  jobs: readonly { name: string; everyMs: number; lastSuccessMs: number | null; lastError: string | null }[];
  queue: { waiting: number; overdueSinceMs: number | null; dead: number };
  /** How long a trivial question took each store; null: no answer. */
  stores: readonly { name: string; answerMs: number | null }[];
  /** Monitors that are switched on and could not run. */
  failingMonitors: readonly { place: string; type: string; lastSuccessMs: number | null; lastError: string }[];
};

/** The kinds of trouble that Commonwatt finds with itself, as failure types. */
export const ownProblemTypes = [
  'commonwatt_job',
  'commonwatt_queue',
  'commonwatt_store',
  'commonwatt_monitor',
] as const;

type OwnProblemType = (typeof ownProblemTypes)[number];

export function isOwnProblemType(type: string): type is OwnProblemType {
  return (ownProblemTypes as readonly string[]).includes(type);
}

const program = 'commonwatt ';

/** Which job or store a problem is with, from its program. */
export function ownProblemPart(programId: string | null): string {
  return programId?.startsWith(program) ? programId.slice(program.length) : (programId ?? '');
}

export type OwnProblem = { type: OwnProblemType; programId: string; description: string };

/** A job that missed this many rounds, and a minute, is stuck. */
const missedRounds = 3;
const graceMs = 60_000;
const longestAnswerMs = 2_000;
const longestQueueMs = 15 * 60_000;
const longestQueue = 1_000;
const longestMonitorSilenceMs = 5 * 60_000;

/** Everything about Commonwatt itself that somebody should look at. */
export function findOwnProblems(state: OwnState): OwnProblem[] {
  const { nowMs, startedMs, jobs, queue, stores, failingMonitors } = state;
  const problem = (type: OwnProblem['type'], what: string, description: string): OwnProblem => ({
    type,
    programId: `${program}${what}`,
    description,
  });
  const stuckJobs = jobs.flatMap(({ name, everyMs, lastSuccessMs, lastError }) => {
    const idleMs = nowMs - Math.max(lastSuccessMs ?? 0, startedMs);
    if (idleMs <= everyMs * missedRounds + graceMs) return [];
    return [problem('commonwatt_job', name, `No round of the job has ended well. ${lastError ?? ''}`.trim())];
  });
  const slowStores = stores.flatMap(({ name, answerMs }) => {
    if (answerMs !== null && answerMs <= longestAnswerMs) return [];
    const text =
      answerMs === null ? 'The store does not answer.' : `The store took ${Math.round(answerMs)} ms to answer.`;
    return [problem('commonwatt_store', name, text)];
  });
  const isQueueLate = queue.overdueSinceMs !== null && nowMs - queue.overdueSinceMs > longestQueueMs;
  const queueProblems =
    isQueueLate || queue.waiting > longestQueue || queue.dead > 0
      ? [
          problem(
            'commonwatt_queue',
            'messages',
            `Messages do not get through: ${queue.waiting} wait, ${queue.dead} were given up.`,
          ),
        ]
      : [];
  const late = failingMonitors.filter(
    ({ lastSuccessMs }) => nowMs - Math.max(lastSuccessMs ?? 0, startedMs) > longestMonitorSilenceMs,
  );
  const monitorProblems =
    late.length > 0
      ? [
          problem(
            'commonwatt_monitor',
            'monitors',
            ['These checks could not run:', ...late.map((one) => `${one.place} ${one.type}: ${one.lastError}`)].join(
              '\n',
            ),
          ),
        ]
      : [];
  return [...stuckJobs, ...queueProblems, ...slowStores, ...monitorProblems];
}
