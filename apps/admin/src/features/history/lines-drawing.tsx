import { axisSteps } from '@commonwatt/domain/nice-step';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { memo, useDeferredValue } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import { chartNumber } from './chart-number.ts';
import type { ChartLine, ChartPane, TimeAxis } from './chart-pane.ts';
import { drawnRows } from './chart-rows.ts';

type LinesDrawingProps = {
  range: { fromMs: number; toMs: number };
  axis: TimeAxis;
  pane: ChartPane;
  /** The instants are written below it: of panes above each other, the last. */
  hasTimes: boolean;
};

/** Where lines are drawn within a pane, px from its edges. */
export const plotInset = { left: 42, right: 6, top: 6, bottom: 6, bottomWithTimes: 30 } as const;
const valuesWidthPx = 52;

/** All ticks: otherwise each is measured in the page, several times for each drawing. */
const showAll = { interval: 0 } as const;
/** Lines that are not drawn would be placed all the same, by the measured widths of the ticks. */
const noLines = () => [];
const stepCount = 4;

/** The lines of a pane and their axes; drawn when there are new data, not when the pointer moves: charts are dear. */
export const LinesDrawing = memo(function LinesDrawing({ range, axis, pane, hasTimes }: LinesDrawingProps) {
  const { language } = useTexts('live');
  const [ref, measured] = useSize<HTMLDivElement>();
  const size = useDeferredValue(measured);
  const { lines, heightPx } = pane;
  const values = axisValues(pane);
  const look = { tick: { fill: 'var(--ink3)', fontSize: 11 }, stroke: 'var(--line2)' };
  const { left, right, top, bottom } = plotInset;
  return (
    <div ref={ref} aria-hidden="true" style={{ height: heightPx }}>
      {size !== null && (
        <ComposedChart
          data={drawnRows(lines, range.toMs)}
          width={size.width}
          height={heightPx}
          accessibilityLayer={false}
          margin={{ top, right, bottom: hasTimes ? 0 : bottom, left: left - valuesWidthPx }}
        >
          <CartesianGrid vertical={false} verticalCoordinatesGenerator={noLines} stroke="var(--line)" />
          <XAxis
            dataKey="atMs"
            type="number"
            domain={[range.fromMs, range.toMs]}
            ticks={axis.ticks}
            tickCount={2}
            niceTicks="none"
            hide={!hasTimes}
            height={plotInset.bottomWithTimes}
            {...(axis.isSparse ? showAll : {})}
            tickFormatter={axis.tick}
            {...look}
          />
          <YAxis
            {...showAll}
            domain={[values[0] ?? 0, values.at(-1) ?? 1]}
            ticks={values}
            tickCount={2}
            niceTicks="none"
            tickFormatter={(value) => chartNumber(Number(value), language)}
            width={valuesWidthPx}
            {...look}
          />
          {lines.map((line, i) => {
            const drawing = {
              dataKey: `v${i}`,
              name: line.name,
              stroke: line.colour,
              type: line.kind ? ('stepAfter' as const) : ('linear' as const),
              dot: false,
              isAnimationActive: false,
            };
            return line.look === 'filled' ? (
              <Area key={line.name} {...drawing} fill={line.colour} fillOpacity={0.16} strokeWidth={2} />
            ) : (
              <Line
                key={line.name}
                {...drawing}
                strokeWidth={1.6}
                {...(line.look === 'dashed' ? { strokeDasharray: '5 4' } : {})}
              />
            );
          })}
        </ComposedChart>
      )}
    </div>
  );
});

/** The values written beside a pane: zero and all of its lines are between the first and the last. */
export function axisValues({ steps, lines }: ChartPane): readonly number[] {
  if (steps) return steps;
  const values = lines.flatMap(signedValues);
  const greatest = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  return axisSteps(least, greatest > least ? greatest : 1, stepCount);
}

function signedValues({ points, isDownward }: ChartLine): number[] {
  return points.map(({ value }) => (isDownward ? -(value ?? 0) : (value ?? 0)));
}
