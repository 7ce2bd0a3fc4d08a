import { expect, test } from 'vitest';
import {
  bowedCurve,
  dealCurve,
  dealLanes,
  dealWidth,
  directionOnCurve,
  placePills,
  pointOnCurve,
} from './deal-geometry.ts';

const centre = { x: 500, y: 400 };
const clear = { rx: 200, ry: 92 };

test('a curve begins at the giver and ends at the receiver', () => {
  const curve = dealCurve({ x: 0, y: 0 }, { x: 100, y: 0 }, centre, clear);
  expect(pointOnCurve(curve, 0)).toEqual({ x: 0, y: 0 });
  expect(pointOnCurve(curve, 1)).toEqual({ x: 100, y: 0 });
});

test('a curve across the middle goes around the read-out', () => {
  const middle = pointOnCurve(dealCurve({ x: 100, y: 400 }, { x: 900, y: 400 }, centre, clear), 0.5);
  expect(Math.hypot((middle.x - centre.x) / clear.rx, (middle.y - centre.y) / clear.ry)).toBeCloseTo(1);
});

test('deals between the same two units run side by side, whoever gives', () => {
  const lanes = dealLanes([
    { dealId: 'a', fromUnitId: 'E1', toUnitId: 'E2' },
    { dealId: 'b', fromUnitId: 'E2', toUnitId: 'E1' },
    { dealId: 'c', fromUnitId: 'E1', toUnitId: 'E2' },
    { dealId: 'd', fromUnitId: 'E1', toUnitId: 'E3' },
  ]);
  expect(Object.fromEntries(lanes)).toEqual({ a: -0, b: 1, c: -1, d: -0 });
  const at = (lane: number) => pointOnCurve(dealCurve({ x: 0, y: 0 }, { x: 300, y: 0 }, centre, clear, lane), 0.5);
  expect(at(1).y - at(0).y).toBeCloseTo(46);
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
    for (const b of all.slice(i + 1)) expect(Math.abs(a.x - b.x) > 128 || Math.abs(a.y - b.y) > 36).toBe(true);
  }
});
