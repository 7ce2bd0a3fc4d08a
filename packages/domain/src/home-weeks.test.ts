import { expect, test } from 'vitest';
import { type HomePreview, knownWeek, sumWeeks, type WeekPreview } from './home-weeks.ts';

const hourMs = 3_600_000;
const none = { durationMs: 0, times: 0, amountWh: 0 };

function week(offeredWh: number, askedWh: number, gaveWh: number): WeekPreview {
  return {
    coveredMs: 100 * hourMs,
    wishes: {
      offers: { durationMs: hourMs, times: 2, amountWh: offeredWh },
      gives: none,
      takes: none,
      asks: { durationMs: 2 * hourMs, times: 1, amountWh: askedWh },
    },
    gaveWh,
    receivedWh: 10,
  };
}

const home = (unitCode: string, preview: WeekPreview | null): HomePreview => ({ clusterCode: 'k', unitCode, preview });
const silent: WeekPreview = {
  coveredMs: 0,
  wishes: { offers: none, gives: none, takes: none, asks: none },
  gaveWh: 40,
  receivedWh: 0,
};

test('the sum of homes is what is known of each; a home of which nothing is known adds nothing', () => {
  const sum = sumWeeks([home('E001', week(100, 5, 70)), home('E002', week(200, 0, 0)), home('E003', null)]);
  expect(sum).toEqual({
    coveredMs: 200 * hourMs,
    wishes: {
      offers: { durationMs: 2 * hourMs, times: 4, amountWh: 300 },
      gives: none,
      takes: none,
      asks: { durationMs: 4 * hourMs, times: 2, amountWh: 5 },
    },
    gaveWh: 70,
    receivedWh: 20,
  });
});

test('of a battery without a record nothing is known, whatever deals there were', () => {
  expect([knownWeek(home('E001', silent)), knownWeek(home('E001', null))]).toEqual([null, null]);
});
