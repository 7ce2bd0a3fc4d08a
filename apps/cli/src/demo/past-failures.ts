import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { demoClusters } from '@commonwatt/simulator/demo-community';
import { type Fault, severeText } from '@commonwatt/simulator/faults';
import { pastIncidents } from '@commonwatt/simulator/incidents';

/** What the simulator goes by unless it is told otherwise (commands/simulate.ts). */
const seed = 1;
const windowMs = 60_000;

export type PastFailure = {
  type: MonitorType;
  communityCode: string;
  clusterCode: string;
  programId: string;
  unitCode: string | null;
  detectedAt: Date;
  closedAt: Date;
  description: string;
};

/** What the monitors of a community would have found in the demo's past, had they been there. */
export function pastFailures(communityId: string, from: Date, now: Date): PastFailure[] {
  return demoClusters(now)
    .filter(({ ref }) => ref.communityId === communityId)
    .flatMap((cluster) => pastIncidents(cluster, seed, from.getTime(), now.getTime()))
    .flatMap((incident) => failureOf(incident) ?? []);
}

function failureOf(incident: Fault): PastFailure | null {
  const { kind, communityId: communityCode, clusterId: clusterCode, unitId: unitCode, fromMs, toMs } = incident;
  const about = { communityCode, clusterCode, programId: 'apis-main', unitCode };
  const times = (detectedMs: number, closedMs: number) => ({
    detectedAt: new Date(detectedMs),
    closedAt: new Date(closedMs),
  });
  if (kind === 'silentUnit') {
    const description = 'The program may not be running.';
    return { type: 'apis_main_alive', ...about, ...times(fromMs + windowMs, toMs), description };
  }
  if (kind !== 'severeLine') return null;
  const description = `There seems to be a problem.\n\n[${new Date(fromMs).toISOString()}] ${severeText(incident)}`;
  return { type: 'apis_main_severe', ...about, ...times(fromMs, fromMs + windowMs), description };
}
