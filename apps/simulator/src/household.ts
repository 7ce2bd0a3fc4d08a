import type { LocalTime } from './local-clock.ts';
import { noiseAt, smoothNoise } from './noise.ts';

/** How a home uses energy over the day. */
export type HouseholdType = 'family' | 'couple' | 'retired' | 'remoteWork' | 'single' | 'shop' | 'away';

export type Household = { type: HouseholdType; dailyWh: number; seed: number };

type Profile = { weekday: readonly number[]; weekend: readonly number[] };

/** Relative use in each hour from midnight. Only the shape counts; the level is the household's `dailyWh`. */
const profiles = {
  family: {
    weekday: [4, 3, 3, 3, 3, 5, 9, 12, 8, 5, 4, 4, 5, 4, 4, 5, 7, 10, 14, 15, 14, 12, 9, 6],
    weekend: [5, 4, 3, 3, 3, 3, 5, 8, 10, 11, 10, 10, 11, 9, 8, 8, 9, 11, 13, 14, 13, 12, 9, 6],
  },
  couple: {
    weekday: [3, 3, 2, 2, 2, 3, 8, 9, 5, 3, 3, 3, 3, 3, 3, 3, 4, 7, 12, 14, 13, 11, 8, 5],
    weekend: [4, 3, 3, 2, 2, 2, 4, 6, 9, 9, 8, 8, 9, 7, 6, 6, 7, 9, 12, 13, 12, 10, 8, 5],
  },
  retired: {
    weekday: [3, 3, 3, 3, 3, 5, 8, 9, 8, 7, 7, 8, 9, 7, 6, 6, 7, 9, 11, 10, 9, 7, 5, 4],
    weekend: [3, 3, 3, 3, 3, 5, 8, 9, 8, 7, 7, 8, 9, 7, 6, 6, 7, 9, 11, 10, 9, 7, 5, 4],
  },
  remoteWork: {
    weekday: [3, 3, 3, 3, 3, 3, 5, 8, 9, 10, 10, 10, 11, 10, 10, 10, 9, 9, 11, 12, 11, 10, 8, 5],
    weekend: [4, 4, 3, 3, 3, 3, 3, 5, 7, 9, 8, 8, 9, 7, 6, 6, 7, 9, 12, 12, 11, 10, 8, 6],
  },
  single: {
    weekday: [6, 5, 4, 3, 3, 3, 5, 7, 4, 3, 3, 3, 3, 3, 3, 3, 3, 5, 8, 11, 12, 12, 11, 9],
    weekend: [8, 7, 5, 4, 3, 3, 3, 4, 6, 8, 8, 8, 9, 8, 7, 7, 7, 8, 10, 11, 11, 11, 10, 9],
  },
  shop: {
    weekday: [3, 3, 3, 3, 4, 6, 9, 11, 12, 13, 13, 13, 12, 12, 13, 13, 13, 13, 12, 9, 6, 4, 3, 3],
    weekend: [3, 3, 3, 3, 3, 4, 7, 10, 13, 14, 14, 14, 13, 13, 14, 14, 13, 12, 10, 7, 5, 4, 3, 3],
  },
  away: {
    weekday: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 4, 4, 4],
    weekend: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 4, 4, 4],
  },
} satisfies Record<HouseholdType, Profile>;

const burstMs = 240_000;
const fridgeW = 60;

/** Power (W) a household uses: its daily rhythm, moods of half an hour, a refrigerator and short strong appliances. */
export function householdLoadW(household: Household, time: LocalTime): number {
  const { seed, dailyWh } = household;
  const rhythm = shareOfDay(household.type, time) * dailyWh;
  const mood = 0.65 + 0.5 * smoothNoise(seed, time.wallMs / 1_800_000);
  const slot = Math.floor(time.wallMs / burstMs);
  const isBurst = noiseAt(seed + 1, slot) < rhythm / 9_000;
  const burstW = isBurst ? 500 + 900 * noiseAt(seed + 2, slot) : 0;
  const fridge = (time.wallMs / 2_400_000 + noiseAt(seed, -1)) % 1 < 0.4 ? fridgeW : 0;
  return Math.max(25, rhythm * mood * 0.95 + burstW + fridge - 0.4 * fridgeW);
}

/** Mean power of this hour as a share of the day's energy (1/h), sliding from the middle of each hour to the next. */
function shareOfDay(type: HouseholdType, time: LocalTime): number {
  const isWeekend = time.weekday === 0 || time.weekday === 6;
  const profile = profiles[type][isWeekend ? 'weekend' : 'weekday'];
  const middle = time.hour + 23.5;
  const hour = Math.floor(middle) % 24;
  const fraction = middle % 1;
  const use = (profile[hour] ?? 0) * (1 - fraction) + (profile[(hour + 1) % 24] ?? 0) * fraction;
  return use / totals[type][isWeekend ? 'weekend' : 'weekday'];
}

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
const totals = Object.fromEntries(
  Object.entries(profiles).map(([type, { weekday, weekend }]) => [
    type,
    { weekday: sum(weekday), weekend: sum(weekend) },
  ]),
) as Record<HouseholdType, { weekday: number; weekend: number }>;
