import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DealStroke } from './deal-arcs.tsx';
import { DealFlows } from './deal-flows.tsx';
import { createScene } from './scene.ts';
import { liveDeal, liveUnit, liveView } from './testing.ts';

// What is only being prepared must not look as if energy moved, nor the other way round, also where nothing moves.

const t0 = Date.UTC(2026, 5, 9, 5);
const curve = { from: { x: 0, y: 0 }, control: { x: 150, y: 60 }, to: { x: 300, y: 0 } };
const size = { width: 400, height: 300 };

function strokeOf(phase: 'preparing' | 'sharing', nowMs: number): { stroke: string; flow: string } {
  const units = ['E1', 'E2'].map((unitId) => liveUnit(unitId, t0));
  const [deal] = createScene(liveView(units, [liveDeal('E1', 'E2', { reportedAtMs: t0, phase })]), nowMs).deals;
  if (!deal) throw new Error('The scene has one deal');
  return {
    stroke: renderToStaticMarkup(
      <svg aria-hidden="true">
        <DealStroke deal={deal} curve={curve} isSelected={false} />
      </svg>,
    ),
    flow: renderToStaticMarkup(<DealFlows arcs={[{ deal, curve }]} size={size} litDealIds={null} />),
  };
}

test.for([
  ['is prepared', 'preparing', t0, { isDashed: true, hasChevrons: false, isFlowing: false }],
  ['shares', 'sharing', t0, { isDashed: false, hasChevrons: true, isFlowing: true }],
  ['shares by old news', 'sharing', t0 + 600_000, { isDashed: false, hasChevrons: true, isFlowing: false }],
] as const)('a deal that %s', ([, phase, nowMs, expected]) => {
  const { stroke, flow } = strokeOf(phase, nowMs);
  expect({
    isDashed: /class="[^"]*preparing/.test(stroke),
    hasChevrons: /class="[^"]*Head/.test(stroke),
    isFlowing: flow.includes('<path'),
  }).toEqual(expected);
});
