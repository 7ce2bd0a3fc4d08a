import { expect, test } from 'vitest';
import { demoClusters } from './demo-community.ts';
import { pastIncidents } from './incidents.ts';

const toMs = Date.parse('2026-05-14T03:00:00Z');
const dayMs = 86_400_000;
const [, northLoop] = demoClusters(new Date(toMs));
const incidentsOf = (seed: number, days: number) =>
  northLoop ? pastIncidents(northLoop, seed, toMs - days * dayMs, toMs) : [];

test('in a month of a big cluster each kind of incident happens, some more often than others', () => {
  const kinds = incidentsOf(1, 30).map(({ kind, text }) => (text?.includes(':GLOBAL:') ? 'global' : kind));
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  for (const kind of ['silentUnit', 'stoppedMode', 'severeLine', 'global']) expect(count(kind)).toBeGreaterThan(2);
  expect(kinds.length).toBeLessThan(90);
});

test('all of them are over, and concern units of the cluster', () => {
  for (const { fromMs, toMs: endMs, unitId } of incidentsOf(2, 3)) {
    expect(fromMs).toBeGreaterThanOrEqual(toMs - 3 * dayMs);
    expect(endMs).toBeLessThanOrEqual(toMs);
    expect(northLoop?.homes.map((home) => home.unitId)).toContain(unitId);
  }
});

test('a day has the same incidents whenever it is looked at', () => {
  const lastDay = incidentsOf(3, 1);
  expect(incidentsOf(3, 20).slice(-lastDay.length || 20)).toEqual(lastDay);
});
