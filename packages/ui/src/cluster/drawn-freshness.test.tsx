import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { compileLocale } from '../../compile-texts.ts';
import english from '../locales/en.json';
import { texts } from '../texts.ts';
import { TextsProvider } from '../texts-provider.tsx';
import type { DrawingProps } from './cluster-drawing.tsx';
import { GridDrawing } from './grid-drawing.tsx';
import { stackDots } from './levels.ts';
import { RingDrawing } from './ring-drawing.tsx';
import { createScene } from './scene.ts';
import { liveDeal, liveUnit, liveView } from './testing.ts';
import { unitSentence } from './unit-sentence.ts';

// Whatever else is the matter with a unit, an old value must look old and be said to be old.

const t0 = Date.UTC(2026, 5, 9, 5);
const lateMs = 12_500;
const alarms = ['none', 'heavy'] as const;

beforeAll(() => texts.loadAndActivate({ locale: 'en', messages: compileLocale(english) }));

function drawingProps(unitCount: number, alarm: (typeof alarms)[number], nowMs: number): DrawingProps {
  const units = Array.from({ length: unitCount }, (_, i) => liveUnit(`E${i + 1}`, t0, { alarm }));
  const nothing = () => {};
  return {
    scene: createScene(liveView(units, [liveDeal('E1', 'E2', { reportedAtMs: t0 })]), nowMs),
    size: { width: 1_000, height: 700 },
    labels: 'all',
    selectedUnitId: null,
    selectedDealId: null,
    litUnitIds: null,
    litDealIds: null,
    tabStopUnitId: null,
    onSelectUnit: nothing,
    onSelectDeal: nothing,
    onHoverUnit: nothing,
    onHoverDeal: nothing,
  };
}

const draw = (drawing: ReactElement) => renderToStaticMarkup(<TextsProvider>{drawing}</TextsProvider>);
const count = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].length;

for (const alarm of alarms) {
  for (const unitCount of [4, 12]) {
    test(`a ring of ${unitCount} hatches what is late, alarm: ${alarm}`, () => {
      const hatches = /class="[^"]*hatch/g;
      expect(count(draw(<RingDrawing {...drawingProps(unitCount, alarm, t0)} />), hatches)).toBe(0);
      expect(count(draw(<RingDrawing {...drawingProps(unitCount, alarm, t0 + lateMs)} />), hatches)).toBe(unitCount);
    });
  }

  test(`tiles hatch what is late, alarm: ${alarm}`, () => {
    const hatches = /class="[^"]*hatch/g;
    expect(count(draw(<GridDrawing {...drawingProps(30, alarm, t0)} />), hatches)).toBe(0);
    expect(count(draw(<GridDrawing {...drawingProps(30, alarm, t0 + lateMs)} />), hatches)).toBe(30);
  });

  test(`levels leave out what is late, alarm: ${alarm}`, () => {
    expect(stackDots(drawingProps(200, alarm, t0).scene.units)).toHaveLength(200);
    expect(stackDots(drawingProps(200, alarm, t0 + lateMs).scene.units)).toHaveLength(0);
  });

  test(`the sentence of a late unit says its age, alarm: ${alarm}`, () => {
    const sentence = (nowMs: number) => {
      const [unit] = drawingProps(1, alarm, nowMs).scene.units;
      if (!unit) throw new Error('no unit');
      return unitSentence(unit, (key, values) => texts._(`cluster.${key}`, values), 'en');
    };
    expect(sentence(t0)).not.toContain('12 sec');
    expect(sentence(t0 + lateMs)).toContain('12 sec');
  });
}

test('a deal between late units stands still', () => {
  expect(count(draw(<RingDrawing {...drawingProps(4, 'none', t0 + lateMs)} />), /class="[^"]*flow/g)).toBe(0);
  expect(count(draw(<RingDrawing {...drawingProps(4, 'none', t0)} />), /class="[^"]*flow/g)).toBe(1);
});
