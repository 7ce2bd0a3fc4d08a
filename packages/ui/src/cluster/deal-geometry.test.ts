import { expect, test } from 'vitest';
import { bowedCurve, dealCurve, dealWidth, directionOnCurve, placePills, pointOnCurve } from './deal-geometry.ts';

const centre = { x: 500, y: 400 };
const clear = { rx: 200, ry: 92 };

test('a curve begins at the giver and ends at the receiver', () => {
  const curve = dealCurve({ x: 0, y: 0 }, { x: 100, y: 0 }, centre, clear);
  expect(pointOnCurve(curve, 0)).toEqual({ x: 0, y: 0 });
  expect(pointOnCurve(curve, 1)).toEqual({ x: 100, y: 0 });
});

test('a curve across the middle goes around the read-out', () => {
  const { control } = dealCurve({ x: 100, y: 400 }, { x: 900, y: 400 }, centre, clear);
  expect(Math.hypot((control.x - centre.x) / clear.rx, (control.y - centre.y) / clear.ry)).toBeCloseTo(1);
});

test('a bow towards the centre is at most 64 px deep', () => {
  const { control } = bowedCurve({ x: 0, y: 0 }, { x: 1_000, y: 0 }, centre);
  expect(control).toEqual({ x: 500, y: 64 });
});

test('a level curve points right', () => {
  expect(directionOnCurve({ from: { x: 0, y: 0 }, control: { x: 5, y: 0 }, to: { x: 10, y: 0 } }, 0.5)).toBe(0);
});

test.for([
  [null, 2.5],
  [0, 2.5],
  [350, 3.2],
  [1_400, 6.4],
  [9_000, 8],
] as const)('%d W are drawn %d px wide', ([powerW, width]) => {
  expect(dealWidth(powerW)).toBeCloseTo(width);
});

test('pills of deals that cross do not lie on each other', () => {
  const from = (x: number) => dealCurve({ x, y: 0 }, { x: 900 - x, y: 700 }, { x: 450, y: 350 }, { rx: 1, ry: 1 });
  const places = placePills([300, 450, 600].map((x) => ({ dealId: `${x}`, curve: from(x), isShort: false })));
  const all = [...places.values()];
  for (const [i, a] of all.entries()) {
    for (const b of all.slice(i + 1)) expect(Math.abs(a.x - b.x) > 116 || Math.abs(a.y - b.y) > 36).toBe(true);
  }
});
