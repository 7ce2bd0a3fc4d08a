import { createScene } from '@commonwatt/ui/cluster/scene.ts';
import { liveDeal, liveUnit, liveView } from '@commonwatt/ui/cluster/testing.ts';
import { expect, test } from 'vitest';
import { arrangeUnits, csvHeading, csvRow, listUnits, type UnitExtras } from './unit-list.ts';
import { shownColumns, type UnitsSearch } from './units-search.ts';

const nowMs = Date.UTC(2026, 5, 9, 5);
const scene = createScene(
  liveView(
    [
      liveUnit('E10', nowMs, { name: 'Mill' }),
      liveUnit('E2', nowMs - 20_000),
      liveUnit('E3', null),
      liveUnit('E4', nowMs - 700_000),
      liveUnit('E5', nowMs, { isRegistered: false, name: 'E5' }),
    ],
    [liveDeal('E10', 'E5', { dealId: 'a' }), liveDeal('E10', 'E5', { dealId: 'b' }), liveDeal('E2', 'E10')],
  ),
  nowMs,
);
const extras: UnitExtras = {
  rates: new Map([
    ['E10', 0.5],
    ['E2', 1],
    ['E3', null],
  ]),
  scenarios: new Map([['E2', 'Evening saver']]),
  residents: new Map([
    ['E10', 2],
    ['E2', 0],
    ['E3', 1],
    ['E4', 1],
  ]),
  details: new Map([['E2', { batteryV: 51.2, batteryA: -3, loadV: 102.8, acGridV: 101, version: '3.0.0' }]]),
  failures: new Map([['E10', 1]]),
};
const units = listUnits(scene, extras);
const shown = (search: UnitsSearch) => arrangeUnits(units, search).map(({ unit }) => unit.unitId);

test.for([
  [{}, ['E2', 'E3', 'E4', 'E5', 'E10']],
  [{ order: 'descending' }, ['E10', 'E5', 'E4', 'E3', 'E2']],
  [{ by: 'rate' }, ['E10', 'E2', 'E3', 'E4', 'E5']],
  [{ by: 'rate', order: 'descending' }, ['E2', 'E10', 'E3', 'E4', 'E5']],
  [{ by: 'scenario' }, ['E2', 'E3', 'E4', 'E5', 'E10']],
  [{ by: 'version' }, ['E2', 'E3', 'E4', 'E5', 'E10']],
  [{ by: 'deals', order: 'descending' }, ['E10', 'E5', 'E2', 'E3', 'E4']],
  [{ q: 'mill' }, ['E10']],
  [{ q: ' SAVER e ' }, ['E2']],
  [{ q: 'atlantis' }, []],
  [{ show: 'attention' }, ['E2', 'E3', 'E4', 'E5', 'E10']],
  [{ show: 'dealing' }, ['E2', 'E5', 'E10']],
  [{ show: 'failure' }, ['E10']],
  [{ show: 'silent' }, ['E4']],
  [{ show: 'late' }, ['E2']],
  [{ show: 'never' }, ['E3']],
  [{ show: 'noResident' }, ['E2']],
  [{ show: 'dealing', q: 'e2' }, ['E2']],
] as [UnitsSearch, string[]][])('%j shows %j', ([search, expected]) => {
  expect(shown(search)).toEqual(expected);
});

test('a file has the columns that are shown, what is known in them, and nothing where nothing is known', () => {
  const row = (unitId: string, search: UnitsSearch = {}) => {
    const columns = shownColumns(search);
    const heading = csvHeading(columns);
    const listed = units.find(({ unit }) => unit.unitId === unitId);
    if (!listed) throw new Error(`no ${unitId}`);
    return Object.fromEntries(csvRow(columns, listed).map((value, i) => [heading[i], value]));
  };
  expect(row('E10')).toMatchObject({
    name: 'Mill',
    gives_to: 'E5',
    receives_from: 'E2',
    residents: 2,
    open_failures: 1,
    last_data: '2026-06-09T05:00:00.000Z',
    availability_30_days: 0.5,
    scenario: null,
  });
  expect(row('E3')).toMatchObject({ last_data: null, availability_30_days: null, open_failures: 0, gives_to: '' });
  expect(row('E2', { cols: 'remaining.loadVoltage.clusterMode.version' })).toEqual({
    unit: 'E2',
    name: 'Home E2',
    remaining_wh: 3072,
    home_use_v: 102.8,
    cluster_mode: 'autonomous',
    version: '3.0.0',
  });
  expect(row('E3', { cols: 'version.period' })).toMatchObject({ version: null, report_period_ms: null });
});

test('before the stores have answered, what is reported is there already', () => {
  const [listed] = listUnits(scene, {
    rates: null,
    scenarios: null,
    residents: null,
    details: null,
    failures: new Map(),
  });
  expect(listed).toMatchObject({ rate: null, scenario: null, residentCount: null });
});
