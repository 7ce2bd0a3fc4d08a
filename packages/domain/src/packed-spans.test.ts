import fc from 'fast-check';
import { expect, test } from 'vitest';
import { availabilitySpans } from './availability.ts';
import { packSpans, unpackSpans } from './packed-spans.ts';

const instant = fc.integer({ min: 0, max: 1_000 });
const span = fc.tuple(instant, instant).map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) + 1 }));
const downtime = fc
  .record({ span, isOpen: fc.boolean(), cause: fc.constantFrom('loss' as const, 'mode' as const) })
  .map(({ span: { fromMs, toMs }, isOpen, cause }) => ({ downMs: fromMs, recoveryMs: isOpen ? null : toMs, cause }));
const history = fc.record({
  availableFromMs: fc.option(instant),
  availableToMs: fc.option(instant),
  firstReportMs: fc.option(instant),
  downtimes: fc.array(downtime, { maxLength: 4 }),
  unread: fc.array(span, { maxLength: 3 }),
});

test('what was packed comes out as it was', () => {
  fc.assert(
    fc.property(span, history, instant, (period, unit, nowMs) => {
      const spans = availabilitySpans(period, unit, nowMs);
      expect(unpackSpans(packSpans(spans), period.fromMs)).toEqual(spans);
    }),
  );
});

test('two numbers a span', () => {
  const spans = [
    { fromMs: 500, toMs: 700, kind: 'up' as const, reason: null },
    { fromMs: 700, toMs: 1_000, kind: 'down' as const, reason: 'mode' as const },
  ];
  expect(packSpans(spans)).toEqual([0, 200, 2, 300]);
});

test('a state there is not is refused on either way', () => {
  expect(() => packSpans([{ fromMs: 0, toMs: 1, kind: 'up', reason: 'loss' }])).toThrow(RangeError);
  expect(() => unpackSpans([7, 1], 0)).toThrow(RangeError);
});
