import type { UnitRef } from '@commonwatt/domain/refs';
import { type DemoHouse, type DemoHouseRow, demoHouse } from './demo-house.ts';
import type { DemoCluster, DemoCommunity, DemoUser } from './demo-place.ts';

/** Hikari Hills: two clusters with 24 homes of many kinds, a resident for each and three with more than one. */

const communityId = 'hikari_hills';
const timeZone = 'Asia/Tokyo';
const place = { latitude: 35.31, longitude: 139.48 };
const dayMs = 86_400_000;

const northLoop: readonly DemoHouseRow[] = [
  ['E001', 'family', 6.8, 3.6, 180, 7.2, 'Balanced', 58],
  ['E002', 'couple', 4.6, 3.2, 170, 9.6, 'Sunny seller', 71],
  ['E003', 'remoteWork', 3.4, 0, 0, 4.8, 'Balanced', 41],
  ['E004', 'retired', 4.2, 5.4, 190, 12.0, 'Sunny seller', 66],
  ['E005', 'single', 2.4, 0, 0, 4.8, 'Evening saver', 52],
  ['E006', 'family', 7.2, 3.8, 200, 7.2, 'Evening saver', 47],
  ['E007', 'couple', 4.8, 2.4, 160, 4.8, 'Balanced', 63],
  ['E008', 'shop', 4.6, 2.4, 180, 7.2, 'Keep full', 78],
  ['E009', 'family', 4.0, 0, 0, 4.8, 'Balanced', 36],
  ['E010', 'retired', 4.0, 6.2, 175, 12.0, 'Good neighbour', 54],
  ['E011', 'away', 1.4, 5.6, 180, 14.4, 'Good neighbour', 69],
  ['E012', 'couple', 2.9, 0, 0, 4.8, 'Balanced', 44],
  ['E013', 'remoteWork', 6.2, 3.4, 230, 9.6, 'Evening saver', 55],
  ['E014', 'single', 3.0, 1.5, 120, 4.8, 'Balanced', 60],
  ['E015', 'family', 7.0, 5.6, 185, 12.0, 'Sunny seller', 50],
  ['E016', 'retired', 2.7, 0, 0, 4.8, 'Keep full', 82],
  ['E017', 'couple', 4.7, 4.0, 180, 12.0, 'Sunny seller', 57],
  ['E018', 'away', 1.2, 5.8, 180, 14.4, 'Good neighbour', 73],
  ['E019', 'single', 2.6, 0, 0, 4.8, 'Balanced', 39],
  ['E020', 'family', 6.6, 3.0, 250, 7.2, 'Balanced', 49],
];

const eastTerrace: readonly DemoHouseRow[] = [
  ['E021', 'couple', 4.6, 3.0, 150, 4.8, 'Balanced', 61],
  ['E022', 'family', 4.4, 0, 0, 4.8, 'Balanced', 43],
  ['E023', 'single', 2.8, 1.8, 210, 4.8, 'Keep full', 76],
  ['E024', 'retired', 3.8, 6.2, 180, 14.4, 'Good neighbour', 70],
];

const rows: Record<string, readonly DemoHouseRow[]> = { north_loop: northLoop, east_terrace: eastTerrace };

export const hikariHouses: Record<string, readonly DemoHouse[]> = {
  north_loop: northLoop.map(demoHouse),
  east_terrace: eastTerrace.map(demoHouse),
};

/** The community at `now`, since some homes have been in service only for some time or will leave some day. */
export function hikariCommunity(now: Date): DemoCommunity {
  return {
    communityId,
    name: 'Hikari Hills',
    clusters: [cluster('north_loop', 'North Loop', now), cluster('east_terrace', 'East Terrace', now)],
  };
}

export const hikariUsers: readonly DemoUser[] = [
  user(7, 'staff', [], { isStaff: true }),
  ...Array.from({ length: 24 }, (_, index) => user(8 + index, houseAccount(index + 1), [home(index + 1)])),
  user(32, 'mori', [home(3), home(18)]),
  user(33, 'tanaka', [home(7), home(21)]),
  user(34, 'sato', [home(10), home(11), home(24)]),
];

/** The account with which a home asks for its scenario, and its residents sign in. */
export function houseAccount(number: number): string {
  return `h${String(number).padStart(3, '0')}`;
}

function cluster(clusterId: string, name: string, now: Date): DemoCluster {
  const units = (rows[clusterId] ?? []).map(([unitId]) => ({
    unitId,
    name: `House ${unitId.slice(2)}`,
    ...availability(unitId, now),
  }));
  return { clusterId, name, timeZone, place, units };
}

function availability(unitId: string, now: Date): { availableFrom: string | null; availableTo: string | null } {
  const midnight = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
  const daysOn = (days: number) => new Date(midnight.getTime() + days * dayMs).toISOString();
  switch (unitId) {
    case 'E019':
      return { availableFrom: daysOn(-14), availableTo: null };
    case 'E020':
      return { availableFrom: daysOn(-200), availableTo: null };
    case 'E005':
      return { availableFrom: null, availableTo: daysOn(300) };
    default:
      return { availableFrom: null, availableTo: null };
  }
}

function home(number: number): UnitRef {
  const unitId = `E${String(number).padStart(3, '0')}`;
  return { communityId, clusterId: number <= northLoop.length ? 'north_loop' : 'east_terrace', unitId };
}

function user(id: number, username: string, homes: readonly UnitRef[], rights: { isStaff?: boolean } = {}): DemoUser {
  return { id, username, password: username, isStaff: false, isSuperuser: false, ...rights, homes };
}
