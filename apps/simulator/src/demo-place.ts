import type { UnitRef } from '@commonwatt/domain/refs';
import type { Place } from './sky.ts';

/** A community of the demo as whoever fills PostgreSQL needs it. Dates are ISO 8601; null: no bound. */
export type DemoCommunity = { communityId: string; name: string; clusters: readonly DemoCluster[] };

export type DemoCluster = {
  clusterId: string;
  name: string;
  /** IANA zone. */
  timeZone: string;
  place: Place;
  units: readonly DemoUnit[];
};

export type DemoUnit = { unitId: string; name: string; availableFrom: string | null; availableTo: string | null };

/** An account of the demo. Its password is its user name: such accounts must exist in the demo only. */
export type DemoUser = {
  id: number;
  username: string;
  password: string;
  isStaff: boolean;
  isSuperuser: boolean;
  homes: readonly UnitRef[];
};
