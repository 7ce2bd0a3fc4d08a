import { expect, test, vi } from 'vitest';
import { createUnreadableCounter } from './unreadable.ts';

test('counts every skipped document and tells about each kind once a minute', () => {
  const warn = vi.fn();
  const counter = createUnreadableCounter(warn);
  for (let second = 0; second <= 60; second += 1) counter.note('unitData', 'datasetId: missing', second * 1_000);
  counter.note('deal', 'dealId: missing', 0);
  expect(counter.counts()).toEqual({ unitData: 61, deal: 1 });
  expect(warn).toHaveBeenCalledTimes(3);
});
