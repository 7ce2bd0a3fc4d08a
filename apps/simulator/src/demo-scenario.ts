import type { Member } from './scenario-text.ts';

/** A scenario of the demo as whoever fills PostgreSQL needs it. A null part of the scope means all of that level. */
export type DemoScenario = {
  id: number;
  name: string;
  description: string;
  scope: { communityId: string | null; clusterId: string | null; unitId: string | null };
  data: string;
};

/** Rules of one time of the day: what applies at which level of the battery. */
export type Band = {
  time: string;
  /** Range of remaining energy (Wh) to the name of that state, in the order in which they are tried. */
  batteryStatus: Record<string, string>;
  request: Record<string, Trade>;
  accept: Record<string, Trade>;
};

export type Trade = { charge?: Limit; discharge?: Limit };
export type Limit = { limitWh: number; pointPerWh: number };

/** To give energy while more than `limitWh` is left, for at least `pointPerWh`. */
export function give(limitWh: number, pointPerWh: number): Trade {
  return { discharge: { limitWh, pointPerWh } };
}

/** To take energy until `limitWh` is reached, for at most `pointPerWh`. */
export function take(limitWh: number, pointPerWh: number): Trade {
  return { charge: { limitWh, pointPerWh } };
}

export function bandMembers(bands: readonly Band[]): Member[] {
  return bands.map(({ time, batteryStatus, request, accept }) => [time, { batteryStatus, request, accept }]);
}
