import { expect, test } from 'vitest';
import { z } from 'zod';
import { areQuietFieldsWhole, quietFields, quietFieldsProblem, quietHoursOf } from './quiet-hours.ts';

const schema = z.object(quietFields).refine(areQuietFieldsWhole, quietFieldsProblem);

test.for([
  [1_320, 420, null],
  [0, 1_439, null],
  [null, null, null],
  [1_320, null, 'quiet hours need both a start and an end'],
  [null, 420, 'quiet hours need both a start and an end'],
  [-1, 420, 'must be 0 or more'],
  [0, 1_440, 'must be below 1440'],
] as const)('from %s to %s', ([quietFromMin, quietToMin, problem]) => {
  const parsed = schema.safeParse({ quietFromMin, quietToMin });
  expect(parsed.success ? null : parsed.error.issues[0]?.message).toBe(problem);
});

test('hours are those of a place; without a wish there are none', () => {
  const timeZone = 'Asia/Tokyo';
  expect(quietHoursOf({ quietFromMin: 1_320, quietToMin: 420, timeZone })).toEqual({
    fromMin: 1_320,
    toMin: 420,
    timeZone,
  });
  expect(quietHoursOf({ quietFromMin: null, quietToMin: null, timeZone })).toBeNull();
});
