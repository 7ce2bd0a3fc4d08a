import { type OwnProblem, ownProblemTypes } from '@commonwatt/domain/monitoring/own-problems';
import type { Database } from './client.ts';
import { enqueueIncident } from './outgoing-messages.ts';

/** Two workers must not both write what they find about themselves. */
const ownFailuresLock = 7_270_011;

/**
 * Brings the failures of Commonwatt itself in line with what was found: new ones are detected, those that are over closed,
 * with their messages. They belong to no community. Returns how many changed.
 */
export async function saveOwnProblems(
  db: Database,
  found: { problems: readonly OwnProblem[]; now: Date; timeZone: string; defaultAddress: string },
): Promise<number> {
  const { problems, now, timeZone, defaultAddress } = found;
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ownFailuresLock})`;
    const where = { type: { in: [...ownProblemTypes] }, communityCode: null, closedAt: null };
    const open = await tx.failure.findMany({ where, orderBy: { id: 'asc' } });
    const keyOf = ({ type, programId }: { type: string; programId: string | null }) => `${type} ${programId}`;
    const openKeys = new Set(open.map(keyOf));
    const foundKeys = new Set(problems.map(keyOf));
    let changed = 0;
    for (const problem of problems.filter((one) => !openKeys.has(keyOf(one)))) {
      const failure = await tx.failure.create({ data: { ...problem, detectedAt: now } });
      await enqueueIncident(tx, { failure, now, timeZone, defaultAddress });
      changed += 1;
    }
    for (const { id } of open.filter((one) => !foundKeys.has(keyOf(one)))) {
      const failure = await tx.failure.update({ where: { id }, data: { closedAt: now } });
      await enqueueIncident(tx, { failure, now, timeZone, defaultAddress });
      changed += 1;
    }
    return changed;
  });
}
