import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { type Subject, subjectOfUnit } from '@commonwatt/domain/monitoring/watch';
import { between, type Random } from '@commonwatt/simulator/random';
import type { ExpectedAlert } from '../alerts/compare-alerts.ts';
import { type Habit, regular, type Span } from './program-life.ts';

/** Programs that say nothing for a while. */
export type Silence = { subjects: readonly Subject[]; span: Span };

/** A part that is away: it does nothing, and what should be stored meanwhile in the store that is away is lost. */
export type Absence = Span & { part: 'worker' | 'MongoDB' | 'PostgreSQL' };

/** What happens to a cluster, and what should be told of it. Times are ms since the script began. */
export type FaultScript = {
  name: string;
  unitIds: readonly string[];
  durationMs: number;
  silences: readonly Silence[];
  habitOf: (subject: Subject) => Habit;
  absences: readonly Absence[];
  /** Nobody wants to be told: all checks are switched off. */
  pauses: readonly Span[];
  /** Reports are made while no line of apis-ccc arrives: it is alive, and its lines are lost. */
  doReportsGoOn: boolean;
  /** Who is told has what flaps collected over this; null: not. */
  digestMs: number | null;
  expected: readonly ExpectedAlert[];
  /** An alert is due this long after its fault. */
  longestDelayMs: number;
};

export const second = 1_000;
export const minute = 60_000;

/** Reports of a unit come every 30 s: two of them, and 5 s. */
export const usualDelayMs = 2 * 30 * second + 5 * second;
/** Every script begins with so much time in which all is well. */
export const warmUpMs = 2 * minute;

export const homes = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `H${String(i + 1).padStart(3, '0')}`);

/** A script in which nothing happens, but for what is given. */
export function script(
  parts: Pick<FaultScript, 'name' | 'unitIds' | 'durationMs'> & Partial<FaultScript>,
): FaultScript {
  return {
    silences: [],
    absences: [],
    pauses: [],
    expected: [],
    habitOf: () => regular,
    doReportsGoOn: false,
    digestMs: null,
    longestDelayMs: usualDelayMs,
    ...parts,
  };
}

/** The alert about one unit, from the beginning of its silence unless told otherwise. */
export function aboutUnit(unitId: string, { fromMs, toMs }: Span): ExpectedAlert {
  return { type: 'apis_main_alive', unitId, fromMs, toMs };
}

/** The one alert about a cluster, or about many units. */
export function aboutAll(type: MonitorType, { fromMs, toMs }: Span): ExpectedAlert {
  return { type, unitId: null, fromMs, toMs };
}

export function silenceOf(unitIds: readonly string[], span: Span, others: readonly Subject[] = []): Silence {
  return { subjects: [...unitIds.map(subjectOfUnit), ...others], span };
}

/** From a moment within the next 30 s, for so long: faults ask for no particular moment of a round. */
export function spanFrom(random: Random, earliestMs: number, durationMs: number): Span {
  const fromMs = Math.round(earliestMs + between(random, 0, 30 * second));
  return { fromMs, toMs: fromMs + durationMs };
}
