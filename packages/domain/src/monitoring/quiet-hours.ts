import { z } from 'zod';
import { rule } from '../refusals.ts';
import type { QuietHours } from './delivery-plan.ts';

const minuteOfDay = z.int().min(0, 'must be 0 or more').max(1_439, 'must be below 1440').nullable();

/** The wish not to be disturbed between two times of day, as minutes after midnight; both null: at no time. */
export const quietFields = { quietFromMin: minuteOfDay, quietToMin: minuteOfDay };

type Wish = { quietFromMin: number | null; quietToMin: number | null };

/** Whether both ends are given, or neither; for `refine`, with `quietFieldsProblem`. */
export function areQuietFieldsWhole({ quietFromMin, quietToMin }: Wish): boolean {
  return (quietFromMin === null) === (quietToMin === null);
}

export const quietFieldsProblem = { ...rule('quietHoursOpen'), path: ['quietToMin'] };

/** When somebody is not to be disturbed; null: at no time. */
export function quietHoursOf({
  quietFromMin: fromMin,
  quietToMin: toMin,
  timeZone,
}: Wish & { timeZone: string }): QuietHours | null {
  return fromMin === null || toMin === null ? null : { fromMin, toMin, timeZone };
}
