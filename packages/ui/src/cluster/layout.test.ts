import { expect, test } from 'vitest';
import { equalArcAngles, gridTiles, ringGeometry, ringUnitParts, suggestLayout } from './layout.ts';

const desktop = { width: 1010, height: 756 };

test.for([
  [0, desktop, 'grid'],
  [1, desktop, 'ring'],
  [4, desktop, 'ring'],
  [20, desktop, 'ring'],
  [41, desktop, 'grid'],
  [100, desktop, 'grid'],
  [150, desktop, 'grid'],
  [151, desktop, 'levels'],
  [500, desktop, 'levels'],
  [30, { width: 700, height: 500 }, 'grid'],
  [20, { width: 390, height: 700 }, 'table'],
] as const)('%i units in %o are drawn as %s', ([count, size, layout]) => {
  expect(suggestLayout(count, size)).toBe(layout);
});

test('a circle is cut into equal angles, starting at the top', () => {
  const angles = equalArcAngles(4, 100, 100);
  expect(angles[0]).toBe(0);
  for (const [i, angle] of angles.entries()) expect(angle).toBeCloseTo((i * Math.PI) / 2, 1);
});

test.for([7, 12, 20, 26])('%i units on a ring keep their distance and stay inside', (count) => {
  const { places } = ringGeometry(count, desktop);
  for (const [i, place] of places.entries()) {
    const next = places[(i + 1) % count];
    expect(Math.hypot(place.x - (next?.x ?? 0), place.y - (next?.y ?? 0))).toBeGreaterThan(70);
    expect(place.x).toBeGreaterThan(40);
    expect(place.x).toBeLessThan(desktop.width - 40);
    expect(place.y).toBeGreaterThan(60);
    expect(place.y).toBeLessThan(desktop.height - 60);
  }
});

test.for([
  [12, 2],
  [12, 3],
  [20, 2],
  [20, 3],
  [22, 2],
  [22, 3],
] as const)('on a ring of %i no crown, house or text covers another, with %i lines of text', ([count, lines]) => {
  const { places, scale, captionLines } = ringGeometry(count, desktop, lines);
  const parts = ringUnitParts(scale, captionLines);
  for (const [i, a] of places.entries()) {
    for (const b of places.slice(i + 1)) {
      const isCovered = parts.some((p) =>
        parts.some(
          (q) =>
            Math.abs(a.x - b.x) < p.halfWidth + q.halfWidth &&
            a.y + p.top < b.y + q.bottom &&
            b.y + q.top < a.y + p.bottom,
        ),
      );
      expect(isCovered).toBe(false);
    }
  }
});

test.for([
  [20, 2, 2],
  [20, 3, 3],
  [30, 3, 2],
] as const)('a ring of %i that is asked for %i lines of text has room for %i', ([count, asked, given]) => {
  expect(ringGeometry(count, desktop, asked).captionLines).toBe(given);
});

test.for([1, 2, 3, 4, 5, 6])('%i units stand in different places of the stage', (count) => {
  const { places, isStage } = ringGeometry(count, desktop);
  expect(isStage).toBe(true);
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
});

test.for([1, 2, 3, 4, 5, 6])('%i units on the stage stand clear of the bus', (count) => {
  const { places, bus, centre, scale } = ringGeometry(count, desktop);
  const glyph = { halfWidth: 29 * scale, halfHeight: 34 * scale };
  for (const { x, y } of places) {
    const dx = Math.max(0, Math.abs(x - centre.x) - glyph.halfWidth) / bus.rx;
    const dy = Math.max(0, Math.abs(y - centre.y) - glyph.halfHeight) / bus.ry;
    expect(Math.hypot(dx, dy)).toBeGreaterThan(1);
  }
});

test.for([1, 7, 41, 100, 150])('%i tiles do not overlap and fit the width', (count) => {
  const tiles = gridTiles(count, desktop);
  expect(tiles).toHaveLength(count);
  for (const [i, a] of tiles.entries()) {
    expect(a.x + a.width).toBeLessThanOrEqual(desktop.width + 0.001);
    for (const b of tiles.slice(i + 1)) {
      const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(isApart).toBe(true);
    }
  }
});

test.for([12, 20, 30, 60, 100])('%i tiles leave little of the room empty', (count) => {
  const lowest = gridTiles(count, desktop).at(-1);
  expect((lowest?.y ?? 0) + (lowest?.height ?? 0)).toBeGreaterThan(0.9 * desktop.height);
});
