import type { HomeDeal, HomeView } from '@commonwatt/domain/home';
import { expect, test } from 'vitest';
import { describeHome } from './home-sentence.ts';

const quiet: HomeView = {
  freshness: 'fresh',
  takenAtMs: 0,
  deadlines: null,
  rsocPercent: 60,
  remainingWh: 2_880,
  solarW: 0,
  loadW: 300,
  acGridW: 0,
  batteryW: -300,
  mode: 'autonomous',
  deals: [],
};
const deal: HomeDeal = {
  dealId: 'd',
  direction: 'giving',
  phase: 'sharing',
  startedAtMs: 0,
  agreedWh: 50,
  movedWh: 10,
  powerW: 350,
};

test.for([
  ['waiting', quiet, 'fresh', { key: 'waiting', detail: { key: 'batteryCovers', powerW: 300 } }],
  [
    'giving in two deals',
    { ...quiet, deals: [deal, { ...deal, dealId: 'e' }] },
    'fresh',
    { key: 'giving', powerW: 700, dealCount: 2 },
  ],
  [
    'receiving',
    { ...quiet, deals: [{ ...deal, direction: 'receiving' }] },
    'fresh',
    { key: 'receiving', dealCount: 1 },
  ],
  ['giving, power unknown', { ...quiet, deals: [{ ...deal, powerW: null }] }, 'fresh', { key: 'giving', powerW: null }],
  ['a deal being prepared', { ...quiet, deals: [{ ...deal, phase: 'preparing' }] }, 'fresh', { key: 'preparingGive' }],
  ['stopped by staff', { ...quiet, mode: 'stop' }, 'fresh', { key: 'stopped', detail: { key: 'stoppedBody' } }],
  ['stopped while a deal runs out', { ...quiet, mode: 'heteronomous', deals: [deal] }, 'fresh', { key: 'giving' }],
  ['stopping softly', { ...quiet, mode: 'heteronomous' }, 'fresh', { key: 'softStop' }],
  ['late news come before everything', { ...quiet, deals: [deal] }, 'late', { key: 'late' }],
  ['no news', quiet, 'silent', { key: 'noNews' }],
  ['never heard', quiet, 'never', { key: 'never' }],
  ['a charging battery', { ...quiet, batteryW: 520 }, 'fresh', { detail: { key: 'batteryCharging', powerW: 520 } }],
  [
    'help from the grid',
    { ...quiet, batteryW: 0, acGridW: 150 },
    'fresh',
    { detail: { key: 'gridHelps', powerW: 150 } },
  ],
  [
    'a battery that serves the house and a deal',
    { ...quiet, batteryW: -700, deals: [deal] },
    'fresh',
    { detail: { key: 'batteryCovers', powerW: 300 } },
  ],
  ['sun alone', { ...quiet, batteryW: 0, solarW: 310 }, 'fresh', { detail: { key: 'solarCovers' } }],
  [
    'a home that reports no flows',
    { ...quiet, batteryW: null, solarW: null, loadW: null, acGridW: null },
    'fresh',
    { detail: null },
  ],
] as const)('%s', ([, home, shown, expected]) => {
  expect(describeHome(home as HomeView, shown)).toMatchObject(expected);
});
