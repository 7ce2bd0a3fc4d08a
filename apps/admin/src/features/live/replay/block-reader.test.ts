import type { LiveMessage } from '@commonwatt/domain/live';
import { expect, test } from 'vitest';
import { createBlockReader } from './block-reader.ts';

const envelope = (serverNowMs: number) => ({ serverNowMs, sourceLostAtMs: null, reporterLeadMs: null });
const messages: LiveMessage[] = [
  { ...envelope(10), kind: 'snapshot', units: [], deals: [] },
  { ...envelope(20), kind: 'patch', units: [], goneUnitIds: [], deals: [{ dealId: 'd' } as never], goneDealIds: [] },
  { ...envelope(30), kind: 'patch', units: [], goneUnitIds: [], deals: [], goneDealIds: ['d'] },
];

test('each instant has what had been reported by then, whichever way one goes', () => {
  const viewAt = createBlockReader(messages);
  const dealsAt = (atMs: number) => viewAt(atMs)?.deals.size;
  expect([9, 10, 19, 20, 29, 30, 99].map(dealsAt)).toEqual([undefined, 0, 0, 1, 1, 0, 0]);
  expect([25, 10, 5, 20].map(dealsAt)).toEqual([1, 0, undefined, 1]);
});
