import { niceStep } from '@commonwatt/domain/nice-step';

/** The vertical axis of bars that go up and down from zero: whole steps, from −`down` to `up`. */
export type BarScale = { step: number; up: number; down: number };

/** Less than this is drawn as nothing. */
const leastWh = 0.001;

/**
 * The scale that holds `maxUp` and `maxDown` (both 0 or more) with two to four steps on its longer side; where there is
 * nothing to hold it still goes up and, if what it is of can, down.
 */
export function barScale(maxUp: number, maxDown: number, isBothWays = true): BarScale {
  const longest = Math.max(maxUp, maxDown);
  if (longest < leastWh) return { step: 1, up: 1, down: isBothWays ? 1 : 0 };
  const step = niceStep(longest / 3);
  return { step, up: Math.ceil(maxUp / step) * step, down: Math.ceil(maxDown / step) * step };
}

/** The values to write along the axis, from the top down, each with its distance from zero. */
export function scaleTicks({ step, up, down }: BarScale): number[] {
  const count = Math.round((up + down) / step);
  return Array.from({ length: count + 1 }, (_, i) => (Math.round(up / step) - i) * step);
}
