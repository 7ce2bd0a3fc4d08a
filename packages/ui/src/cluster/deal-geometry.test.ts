import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  betweenTiles,
  bowedCurve,
  dealCurve,
  dealLanes,
  dealWidth,
  directionOnCurve,
  type Pill,
  type PillPlace,
  partOfCurve,
  pillSize,
  placePills,
  pointOnCurve,
  shortChord,
} from './deal-geometry.ts';
import { ringGeometry } from './layout.ts';

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

test('no deal of a few units runs through the read-out', () => {
  const clear = { rx: 160, ry: 84 };
  for (const count of [2, 3, 4, 5, 6]) {
    const { centre, places } = ringGeometry(count, { width: 1_010, height: 742 });
    for (const { tap: from } of places) {
      for (const { tap: to } of places) {
        if (from === to) continue;
        const curve = dealCurve(from, to, centre, clear);
        for (let t = 0; t <= 1; t += 0.05) {
          const { x, y } = pointOnCurve(curve, t);
          expect(Math.hypot((x - centre.x) / clear.rx, (y - centre.y) / clear.ry)).toBeGreaterThan(0.75);
        }
      }
    }
  }
});

test('deals between the same two units run side by side, whoever gives', () => {
  const lanes = dealLanes([
    { dealId: 'a', fromUnitId: 'E1', toUnitId: 'E2' },
    { dealId: 'b', fromUnitId: 'E2', toUnitId: 'E1' },
    { dealId: 'c', fromUnitId: 'E1', toUnitId: 'E2' },
    { dealId: 'd', fromUnitId: 'E1', toUnitId: 'E3' },
  ]);
  expect(Object.fromEntries(lanes)).toEqual({ a: -0, b: 1, c: -1, d: -0 });
  const [left, right] = [
    { x: 0, y: 0 },
    { x: 300, y: 0 },
  ];
  const at = (lane: number) => pointOnCurve(dealCurve(left, right, centre, clear, lane), 0.5);
  const back = (lane: number) => pointOnCurve(dealCurve(right, left, centre, clear, lane), 0.5);
  expect(at(1).y - at(0).y).toBeCloseTo(-46);
  expect(back(1).y).toBeCloseTo(at(1).y);
  expect(back(-1).y - at(0).y).toBeCloseTo(46);
});

test('two deals between the same two units have room for both pills, also beside the read-out', () => {
  const [left, right] = [
    { x: 330, y: 520 },
    { x: 670, y: 520 },
  ];
  const curves = [0, 1].map((lane) => dealCurve(left, right, centre, { rx: 160, ry: 84 }, lane));
  const places = placePills(curves.map((curve, i) => ({ dealId: `${i}`, curve, isShort: false })));
  expect([...places.values()].map(({ isShort }) => isShort)).toEqual([false, false]);
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

test('a deal between tiles runs from the edge of the one to the edge of the other', () => {
  const tile = (x: number) => ({ x, y: 0, width: 100, height: 60 });
  const whole = { from: { x: 50, y: 30 }, control: { x: 250, y: 30 }, to: { x: 450, y: 30 } };
  const { from, to } = betweenTiles(whole, tile(0), tile(400));
  expect(from.x).toBeCloseTo(100, 0);
  expect(to.x).toBeCloseTo(400, 0);
});

test('a part of a curve lies on the curve', () => {
  const curve = { from: { x: 0, y: 0 }, control: { x: 40, y: 90 }, to: { x: 200, y: 10 } };
  const part = pointOnCurve(partOfCurve(curve, 0.2, 0.8), 0.5);
  expect(part.x).toBeCloseTo(pointOnCurve(curve, 0.5).x);
  expect(part.y).toBeCloseTo(pointOnCurve(curve, 0.5).y);
});

const size = { width: 1_010, height: 742 };

/** Pills of deals between units of a ring, as `RingDrawing` asks for them. */
function ringPills(count: number, pairs: readonly (readonly [number, number])[]): Pill[] {
  const { centre, places } = ringGeometry(count, size);
  return pairs.flatMap(([a, b], i) => {
    const [from, to] = [places[a % count]?.tap, places[b % count]?.tap];
    if (!from || !to || from === to) return [];
    const isShort = Math.hypot(from.x - to.x, from.y - to.y) < shortChord;
    return [{ dealId: `${i}`, curve: dealCurve(from, to, centre, { rx: 190, ry: 84 }), isShort }];
  });
}

function isCovering(a: PillPlace, b: PillPlace): boolean {
  const [sizeA, sizeB] = [a, b].map(({ isShort }) => pillSize[isShort ? 'short' : 'long']);
  const width = ((sizeA?.width ?? 0) + (sizeB?.width ?? 0)) / 2;
  const height = ((sizeA?.height ?? 0) + (sizeB?.height ?? 0)) / 2;
  return Math.abs(a.place.x - b.place.x) < width && Math.abs(a.place.y - b.place.y) < height;
}

test('no pill lies on another, whatever the ring and its deals; the first is always shown', () => {
  const unit = fc.nat({ max: 39 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.tuple(unit, unit), { maxLength: 12 }), (count, pairs) => {
      const pills = ringPills(count, pairs);
      const places = placePills(pills);
      const all = [...places.values()];
      expect(all.some((a, i) => all.slice(i + 1).some((b) => isCovering(a, b)))).toBe(false);
      expect(pills.every((pill, i) => i > 0 || places.has(pill.dealId))).toBe(true);
    }),
  );
});

test('on a tablet no pill lies on the read-out, and a deal alone has one', () => {
  const { centre, bus, places } = ringGeometry(20, { width: 734, height: 860 });
  const readOut = { place: centre, width: 168, height: 90 };
  const clear = { rx: Math.min(190, bus.rx * 0.6), ry: Math.min(84, bus.ry * 0.5) };
  for (const { tap: from } of places) {
    for (const { tap: to } of places) {
      if (from === to) continue;
      const isShort = Math.hypot(from.x - to.x, from.y - to.y) < shortChord;
      const placed = placePills([{ dealId: 'a', curve: dealCurve(from, to, centre, clear), isShort }], readOut).get(
        'a',
      );
      expect(placed).toBeDefined();
      const { place, isShort: isSmall } = placed ?? { place: centre, isShort };
      const { width, height } = pillSize[isSmall ? 'short' : 'long'];
      const isBeside = Math.abs(place.x - centre.x) >= (width + readOut.width) / 2;
      expect(isBeside || Math.abs(place.y - centre.y) >= (height + readOut.height) / 2).toBe(true);
    }
  }
});

test('a pill stays on its own curve, between 0.3 and 0.7 of it', () => {
  const pills = ringPills(20, [
    [16, 4],
    [17, 5],
    [18, 4],
    [16, 5],
  ]);
  for (const [dealId, { place }] of placePills(pills)) {
    const curve = pills.find((pill) => pill.dealId === dealId)?.curve;
    const steps = Array.from({ length: 41 }, (_, i) => 0.3 + i / 100);
    const nearest = Math.min(
      ...steps.map((t) => {
        const point = curve ? pointOnCurve(curve, t) : { x: 0, y: 0 };
        return Math.hypot(point.x - place.x, point.y - place.y);
      }),
    );
    expect(nearest).toBeCloseTo(0);
  }
});

test('of deals that share one path the first has a long pill, the next short ones, and one without room none', () => {
  const curve = { from: { x: 0, y: 0 }, control: { x: 270, y: 0 }, to: { x: 540, y: 0 } };
  const places = placePills(['a', 'b', 'c', 'd'].map((dealId) => ({ dealId, curve, isShort: false })));
  const kinds = Object.fromEntries([...places].map(([dealId, { isShort }]) => [dealId, isShort ? 'short' : 'long']));
  expect(kinds).toEqual({ a: 'long', b: 'short', c: 'short' });
});
