import type { LiveMessage, LiveUnit } from '@commonwatt/domain/live';
import { expect, test } from 'vitest';
import { watchMotion } from './motion.ts';

function message(takenAtMs: number | null, loadW: number): LiveMessage {
  const unit = { unitId: 'E001', takenAtMs, values: { loadW } } as LiveUnit;
  return { kind: 'patch', units: [unit], goneUnitIds: [], deals: [], goneDealIds: [] } as unknown as LiveMessage;
}

test('a unit moves when a later sample has other values', async () => {
  let nowMs = 0;
  const { take, seen } = watchMotion(() => nowMs);
  const messages = [message(null, 0), message(1_000, 5), message(1_000, 5), message(2_000, 5), message(3_000, 6)];
  for (const [i, one] of messages.entries()) {
    nowMs = i;
    take(one);
  }
  await expect(seen).resolves.toEqual({ firstSampleAtMs: 1, movesAtMs: 4 });
});
