import { expect, test } from 'vitest';
import { clusterFlow } from './cluster-flow.ts';
import type { Deal } from './deal.ts';
import { readDeal } from './deal.ts';
import { readUnitData, type UnitSample } from './unit-data.ts';

const cluster = { communityId: 'c', clusterId: 'k' };

function report(id: string, datasetId: number, parts: object): UnitSample {
  const result = readUnitData({ oesunit: { ...cluster, id }, datasetId, ...parts });
  if (!result.ok) throw new Error(result.problem);
  return result.sample;
}

function deal(dealId: string, parts: object): Deal {
  const result = readDeal({ ...cluster, dealId, dischargeUnitId: 'E1', chargeUnitId: 'E2', ...parts });
  if (!result.ok) throw new Error(result.problem);
  return result.deal;
}

const powers = (solarW?: number, loadW?: number) => ({ emu: { pvc_charge_power: solarW, ups_output_power: loadW } });
const giving = { dcdc: { status: { status: '0x0022' }, meter: { wg: -350, vg: 350 } } };
const startDateTime = new Date(0);

test('sums the newest report of each unit; what nobody reports is not zero', () => {
  expect(clusterFlow([], [])).toEqual({ solarW: null, loadW: null, unitCount: 0, dealCount: 0, dealW: 0 });
  const reports = [
    report('E1', 2_000, powers(700, 300)),
    report('E1', 1_000, powers(1, 1)),
    report('E2', 2_000, powers(-5, undefined)),
  ];
  expect(clusterFlow(reports, [])).toMatchObject({ solarW: 700, loadW: 300, unitCount: 2 });
});

test('deals that move energy are counted, with their power where it is known of all of them', () => {
  const sharing = deal('a', { startDateTime, dealGridCurrentA: 1 });
  const preparing = deal('b', {});
  const closing = deal('c', { startDateTime, stopDateTime: startDateTime });
  expect(clusterFlow([report('E1', 1_000, giving)], [sharing, preparing, closing])).toMatchObject({
    dealCount: 1,
    dealW: 350,
  });
  expect(clusterFlow([], [sharing])).toMatchObject({ dealCount: 1, dealW: null });
});
