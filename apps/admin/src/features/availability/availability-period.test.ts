import { expect, test } from 'vitest';
import { periodInput, periodSearch, presetOf, shownPeriod, stepPeriod, widerPeriod } from './availability-period.ts';

const zone = 'Asia/Tokyo';
/** 10 June, 00:32:08 in Tokyo. */
const nowMs = Date.parse('2026-06-09T15:32:08Z');
const days = (fromDay: string, toDay: string) => ({ kind: 'days' as const, days: { fromDay, toDay } });
const instants = (from: string, to: string) => {
  return { kind: 'instants' as const, span: { fromMs: Date.parse(from), toMs: Date.parse(to) } };
};

test.for([
  ['the last seven days where the cluster is', {}, '7d', days('2026-06-04', '2026-06-10')],
  ['the last 30', { last: '30d' }, '30d', days('2026-05-12', '2026-06-10')],
  ['24 hours', { last: '24h' }, '24h', instants('2026-06-08T15:33:00Z', '2026-06-09T15:33:00Z')],
  ['days of its own', { from: '2026-06-01', to: '2026-06-01' }, null, days('2026-06-01', '2026-06-01')],
  [
    'instants of its own',
    { from: '2026-06-01T03:00:00.000Z', to: '2026-06-01T05:30:00.000Z' },
    null,
    instants('2026-06-01T03:00:00Z', '2026-06-01T05:30:00Z'),
  ],
  ['reversed', { from: '2026-06-02', to: '2026-06-01' }, '7d', days('2026-06-04', '2026-06-10')],
  ['no such day', { from: '2026-02-30', to: '2026-03-01' }, '7d', days('2026-06-04', '2026-06-10')],
  ['a day and an instant', { from: '2026-06-01', to: '2026-06-01T05:00:00Z' }, '7d', days('2026-06-04', '2026-06-10')],
  ['half of it', { from: '2026-06-01' }, '7d', days('2026-06-04', '2026-06-10')],
  ['nonsense', { from: 'a', to: 'b' }, '7d', days('2026-06-04', '2026-06-10')],
] as const)('%s', ([, search, preset, period]) => {
  expect(presetOf(search)).toBe(preset);
  expect(shownPeriod(search, zone, nowMs)).toEqual(period);
});

test('a period survives its way through the address', () => {
  for (const period of [days('2026-06-01', '2026-06-07'), instants('2026-06-01T03:00:00Z', '2026-06-01T05:30:00Z')]) {
    expect(shownPeriod(periodSearch(period), zone, nowMs)).toEqual(period);
  }
  expect(periodInput(days('2026-06-01', '2026-06-07'))).toEqual({ fromDay: '2026-06-01', toDay: '2026-06-07' });
  expect(periodInput(instants('2026-06-01T03:00:00Z', '2026-06-01T05:30:00Z'))).toEqual({
    from: '2026-06-01T03:00:00.000Z',
    to: '2026-06-01T05:30:00.000Z',
  });
});

test('the periods around join it', () => {
  expect(stepPeriod(days('2026-06-04', '2026-06-10'), -1)).toEqual(days('2026-05-28', '2026-06-03'));
  const span = instants('2026-06-01T03:00:00Z', '2026-06-01T05:30:00Z');
  expect(stepPeriod(span, -1)).toEqual(instants('2026-06-01T00:30:00Z', '2026-06-01T03:00:00Z'));
  expect(stepPeriod(span, 1)).toEqual(instants('2026-06-01T05:30:00Z', '2026-06-01T08:00:00Z'));
});

test.for([
  ['part of a day', instants('2026-06-01T03:00:00Z', '2026-06-01T05:30:00Z'), days('2026-06-01', '2026-06-01')],
  ['over midnight', instants('2026-06-01T14:00:00Z', '2026-06-01T16:00:00Z'), days('2026-06-01', '2026-06-02')],
  ['a past day', days('2026-06-01', '2026-06-01'), days('2026-05-31', '2026-06-02')],
  ['today', days('2026-06-10', '2026-06-10'), days('2026-06-08', '2026-06-10')],
  ['a week', days('2026-06-01', '2026-06-07'), days('2026-05-21', '2026-06-10')],
] as const)('wider than %s', ([, period, wider]) => {
  expect(widerPeriod(period, zone, '2026-06-10')).toEqual(wider);
});
