import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AvailabilitySpan, addTimes, totalTimes } from './availability.ts';
import { heatCells, mainKind } from './heat-cells.ts';

/** Spans that follow each other from 0 on. */
function follow(...parts: [AvailabilitySpan['kind'], number][]): AvailabilitySpan[] {
  let atMs = 0;
  return parts.map(([kind, lengthMs]) => {
    const span = { fromMs: atMs, toMs: atMs + lengthMs, kind, reason: kind === 'down' ? ('loss' as const) : null };
    atMs += lengthMs;
    return span;
  });
}

test.for([
  ['up', follow(['up', 100]), 0],
  ['down for 1 ms', follow(['down', 1], ['up', 99]), 1],
  ['down for a fifth', follow(['down', 20], ['up', 80]), 2],
  ['down for half', follow(['down', 50], ['up', 50]), 2],
  ['down for more', follow(['down', 51], ['up', 49]), 3],
  ['unknown time does not count', follow(['down', 10], ['up', 10], ['unknown', 80]), 2],
  ['nothing known', follow(['unknown', 60], ['notInService', 40]), null],
] as const)('%s: level %s', ([, spans, level]) => {
  expect(heatCells(spans, [0, 100]).map((cell) => cell.level)).toEqual([level]);
});

test('a cell that nothing is known of is what most of it is', () => {
  const [cell] = heatCells(follow(['unknown', 40], ['notInService', 60]), [0, 100]);
  expect(cell && mainKind(cell)).toBe('notInService');
});

test('cells together are what the spans are', () => {
  const kinds = fc.constantFrom('up' as const, 'down' as const, 'unknown' as const, 'notInService' as const);
  const lengths = fc.array(fc.tuple(kinds, fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(lengths, fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 10 }), (parts, cuts) => {
      const spans = follow(...parts);
      const endMs = spans.at(-1)?.toMs ?? 0;
      const edges = [...new Set([0, endMs, ...cuts.filter((cut) => cut < endMs)])].sort((a, b) => a - b);
      const cells = heatCells(spans, edges);
      expect(cells).toHaveLength(edges.length - 1);
      expect(addTimes(cells.map(({ times }) => times))).toEqual(totalTimes(spans));
      for (const { fromMs, toMs, times } of cells) {
        expect(times.up + times.down + times.unknown + times.notInService).toBe(toMs - fromMs);
      }
    }),
  );
});
