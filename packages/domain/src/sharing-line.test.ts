import { expect, test } from 'vitest';
import { type SharingSpan, sharingLine, spansAt } from './sharing-line.ts';

const span = (fromMs: number, toMs: number, powerW: number): SharingSpan => {
  return { fromMs, toMs, powerW, dealId: `${fromMs}`, direction: 'gave', otherUnitId: 'E002' };
};

test('the line of several deals: what is shared at once adds up, and between them is nothing', () => {
  const spans = [span(10, 30, 300), span(20, 40, 200), span(60, 80, 100)];
  expect(sharingLine(spans, { fromMs: 0, toMs: 100 }).map(({ atMs, value }) => [atMs, value])).toEqual([
    [0, 0],
    [10, 300],
    [20, 500],
    [30, 200],
    [40, 0],
    [60, 100],
    [80, 0],
  ]);
  expect(spansAt(spans, 25)).toHaveLength(2);
  expect(spansAt(spans, 40)).toEqual([]);
});

test('the line begins and ends with its range, whatever goes on beyond it', () => {
  const spans = [span(-10, 5, 300), span(90, 200, 200)];
  expect(sharingLine(spans, { fromMs: 0, toMs: 100 }).map(({ atMs, value }) => [atMs, value])).toEqual([
    [0, 300],
    [5, 0],
    [90, 200],
  ]);
  expect(sharingLine([], { fromMs: 0, toMs: 100 })).toEqual([{ atMs: 0, value: 0 }]);
});
