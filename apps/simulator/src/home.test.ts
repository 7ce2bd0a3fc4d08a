import { readScenario } from '@commonwatt/domain/scenario';
import { expect, test } from 'vitest';
import { waiting } from './converter.ts';
import { type HomeState, noEnergy, runHome } from './home.ts';
import { testHome } from './testing.ts';

const home = testHome(1);

function stateAt(rsoc: number, changes: Partial<HomeState> = {}): HomeState {
  const scenario = readScenario('{}');
  if (!scenario.ok) throw new Error(scenario.problem);
  return {
    storedWh: (home.battery.capacityWh * rsoc) / 100,
    solarW: 0,
    loadW: 0,
    acGridW: 0,
    ownBatteryW: 0,
    isBypassed: false,
    isAcCharging: false,
    energy: { ...noEnergy },
    localScenario: scenario.scenario,
    chosenScenario: null,
    ...changes,
  };
}

function run(state: HomeState, solarW: number, loadW = 400): HomeState {
  runHome(home, state, { solarW, loadW }, waiting(), 1 / 60);
  return state;
}

test.for([
  ['above 30 %: battery', 31, false, false],
  ['at 30 %: AC grid', 30, false, true],
  ['on its way up, below 35 %: still AC grid', 34.9, true, true],
  ['at 35 %: battery again', 35, true, false],
] as const)('the house is fed %s', ([, rsoc, isBypassed, expected]) => {
  const state = run(stateAt(rsoc, { isBypassed }), 0);
  expect(state.isBypassed).toBe(expected);
  expect(state.acGridW > 0).toBe(expected);
});

test.for([
  ['above 20 %', 21, false, false],
  ['at 20 %', 20, false, true],
  ['on its way up, below 25 %', 24.9, true, true],
  ['at 25 %', 25, true, false],
] as const)('AC charging %s', ([, rsoc, isAcCharging, expected]) => {
  const state = run(stateAt(rsoc, { isAcCharging, isBypassed: true }), 0);
  expect(state.isAcCharging).toBe(expected);
  expect(state.ownBatteryW > 0).toBe(expected);
});

test('a full battery leaves in the panels what it cannot take', () => {
  const state = run(stateAt(100), 3000, 300);
  expect(state.storedWh).toBeCloseTo(home.battery.capacityWh, 9);
  expect(state.solarW).toBeLessThan(400);
  expect(state.solarW).toBeGreaterThan(300);
});

test('an empty battery never costs the house its light', () => {
  const state = run(stateAt(0, { isBypassed: true }), 0, 900);
  expect(state.loadW).toBe(900);
  expect(state.acGridW).toBeGreaterThan(900);
});
