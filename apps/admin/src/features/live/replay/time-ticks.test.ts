import { expect, test } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const at = (clock: string) => Date.parse(`2026-06-09T${clock}:00Z`);
const clocks = (fromMs: number, hours: number, width: number) =>
  timeTicks({ fromMs, toMs: fromMs + hours * 3_600_000 }, { width, labelPx: 32, timeZone: 'UTC' }).map((ms) =>
    new Date(ms).toISOString().slice(11, 16),
  );

test.for([
  ['an hour in steps of ten minutes', at('10:05'), 1, 600, ['10:10', '10:20', '10:30', '10:40', '10:50', '11:00']],
  ['a narrow hour in halves', at('10:05'), 1, 120, ['10:30']],
  ['a label at the left end would be cut off', at('10:00'), 1, 600, ['10:10', '10:20', '10:30', '10:40', '10:50']],
  ['a day in steps for which there is room', at('10:10'), 24, 400, ['12:00', '18:00', '00:00', '06:00']],
  ['days, not halves of them, however much room there is', at('10:10'), 96, 2000, ['00:00', '00:00', '00:00', '00:00']],
  ['20 minutes of a day are narrower than half a label', at('11:40'), 24, 400, ['18:00', '00:00', '06:00']],
] as const)('%s', ([, fromMs, hours, width, expected]) => {
  expect(clocks(fromMs, hours, width)).toEqual(expected);
});
