import type { ClusterRef } from '@commonwatt/domain/refs';
import { allWell, type Conditions } from './conditions.ts';
import { structuredError } from './structured-error.ts';

/** Ways in which a simulated community can be told to misbehave. */
export const faultKinds = [
  /** A unit answers nobody: it is missing in reports and logs. Its deals are aborted. */
  'silentUnit',
  /** apis-ccc of a cluster writes nothing; deals that end meanwhile never get their final document. */
  'silentReporter',
  /** An error of a unit, or of apis-ccc: a SEVERE line every 30 s. A unit's deals are aborted, and it does not trade. */
  'severeLine',
  /** A thread that does not return: a WARNING each second, with the growing time. */
  'blockedThread',
  /** A unit, or the whole cluster, in `stop` or `heteronomous`. */
  'stoppedMode',
  /** The clock of a unit, or of the machine of apis-ccc, is wrong. */
  'clockSkew',
  /** Unit data arrive twice, under one datasetId. */
  'duplicateReport',
  /** Unit data arrive later than they say. */
  'lateReport',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  kind: FaultKind;
  communityId: string;
  clusterId: string;
  /** Null: not a unit but the cluster's apis-ccc, or the cluster as a whole. */
  unitId: string | null;
  /** From (included) and to (excluded, may be infinite), real clock, epoch ms. */
  fromMs: number;
  toMs: number;
  /** `clockSkew`: how far the clock is ahead; `lateReport`: the delay; `blockedThread`: blocked for, at first. */
  byMs: number;
  /** `stoppedMode` only. */
  mode: 'stop' | 'heteronomous';
  /** `severeLine` only: the line; null: a usual one. */
  text: string | null;
};

export function isActiveFault(fault: Fault, atMs: number): boolean {
  return fault.fromMs <= atMs && atMs < fault.toMs;
}

/** The faults of one cluster. */
export function faultsOf(faults: readonly Fault[], { communityId, clusterId }: ClusterRef): Fault[] {
  return faults.filter((fault) => fault.communityId === communityId && fault.clusterId === clusterId);
}

/** What the faults of one cluster do to its units at an instant, or at any time since `sinceMs` (excluded). */
export function faultConditions(faults: readonly Fault[], atMs: number, sinceMs = atMs): Conditions {
  const active = faults.filter((fault) => fault.fromMs <= atMs && sinceMs < fault.toMs);
  if (active.length === 0) return allWell;
  const ofUnits = (kind: FaultKind) =>
    active.flatMap((fault) =>
      fault.kind === kind && fault.unitId !== null ? [{ ...fault, unitId: fault.unitId }] : [],
    );
  const severe = ofUnits('severeLine').map((fault) => [fault.unitId, severeText(fault)] as const);
  const clusterMode = active.find((fault) => fault.kind === 'stoppedMode' && fault.unitId === null)?.mode;
  return {
    silentUnits: new Set(ofUnits('silentUnit').map(({ unitId }) => unitId)),
    localModes: new Map(ofUnits('stoppedMode').map(({ unitId, mode }) => [unitId, mode])),
    globalMode: clusterMode ?? 'autonomous',
    unitErrors: new Map(severe.filter(([, text]) => !isGlobal(text))),
    globalError: severe.find(([, text]) => isGlobal(text))?.[1] ?? null,
  };
}

/** How far (ms) the clock of a unit, or of apis-ccc's machine (`unitId` null), is ahead at an instant. */
export function clockSkewMs(faults: readonly Fault[], unitId: string | null, atMs: number): number {
  return faults
    .filter((fault) => fault.kind === 'clockSkew' && fault.unitId === unitId && isActiveFault(fault, atMs))
    .reduce((sum, fault) => sum + fault.byMs, 0);
}

/** The line of a `severeLine` fault of a unit. */
export function severeText({ text, unitId }: Pick<Fault, 'text' | 'unitId'>): string {
  if (text !== null) return text;
  if (unitId === null) return 'Communication failed with MongoDB ; com.mongodb.MongoTimeoutException: timed out';
  const alarm = 'invalid dcdc.status.alarmState value : Heavy alarm';
  return structuredError({ category: 'HARDWARE', extent: 'LOCAL', level: 'ERROR', unitId, text: alarm });
}

export function isGlobal(errorText: string): boolean {
  return /^\([A-Z]+:GLOBAL:/.test(errorText);
}
