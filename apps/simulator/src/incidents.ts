import type { SimulatedCluster } from './cluster.ts';
import type { Fault } from './faults.ts';
import { noiseAt, seedOf } from './noise.ts';
import { structuredError } from './structured-error.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * What went wrong in a cluster's past: of one day in two a unit that was off for a while, of one in three a unit that
 * somebody stopped, an error or two, seldom one that ended all deals. The same seed and day always give the same.
 */
export function pastIncidents(cluster: SimulatedCluster, seed: number, fromMs: number, toMs: number): Fault[] {
  const { communityId, clusterId } = cluster.ref;
  const ownSeed = seedOf(seed, `incidents of ${communityId}/${clusterId}`);
  const incidents: Fault[] = [];
  for (let day = Math.floor(fromMs / dayMs); day * dayMs < toMs; day++) {
    incidents.push(...incidentsOfDay(cluster, ownSeed, day));
  }
  return incidents.filter((incident) => incident.toMs <= toMs && incident.fromMs >= fromMs);
}

function incidentsOfDay(cluster: SimulatedCluster, seed: number, day: number): Fault[] {
  const { homes, ref } = cluster;
  const share = Math.min(1, homes.length / 16);
  const chance = (index: number) => noiseAt(seed + index, day);
  const incident = (index: number, minutes: number, changes: Partial<Fault> & Pick<Fault, 'kind'>): Fault => {
    const fromMs = day * dayMs + Math.floor(chance(index) * 22 * 60) * 60_000;
    const unitId = homes[Math.floor(chance(index + 1) * homes.length)]?.unitId ?? null;
    const lasts = { fromMs, toMs: fromMs + minutes * 60_000 };
    return { ...ref, unitId, ...lasts, byMs: 0, mode: 'stop', text: null, ...changes };
  };
  const happened: Fault[] = [];
  if (chance(10) < 0.5 * share) happened.push(incident(11, 25 + 60 * chance(13), { kind: 'silentUnit' }));
  if (chance(20) < 0.35 * share) happened.push(incident(21, 30 + 90 * chance(23), { kind: 'stoppedMode' }));
  if (chance(30) < 0.9 * share) happened.push(hotConverter(incident(31, 1, { kind: 'severeLine' })));
  if (chance(40) < 0.4 * share) happened.push(lostCurrent(incident(41, 1, { kind: 'severeLine' })));
  return happened.filter(({ fromMs }) => fromMs < (day + 1) * dayMs - hourMs);
}

function hotConverter(fault: Fault): Fault {
  const text = 'invalid dcdc.meter.tmp value : 45.4 ; should between 0.0 and 45.0';
  const unitId = fault.unitId ?? '';
  return { ...fault, text: structuredError({ category: 'HARDWARE', extent: 'LOCAL', level: 'ERROR', unitId, text }) };
}

function lostCurrent(fault: Fault): Fault {
  const text = 'sum of dcdc.meter.ig of all dealing units : 0.61 ; exceeds allowance : 0.25';
  const unitId = fault.unitId ?? '';
  return { ...fault, text: structuredError({ category: 'HARDWARE', extent: 'GLOBAL', level: 'ERROR', unitId, text }) };
}
