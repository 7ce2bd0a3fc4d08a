import { axisSteps } from '@commonwatt/domain/nice-step';
import type { SeriesPoint } from '@commonwatt/domain/series';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useDeferredValue, useState } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import { chartNumber } from './chart-number.ts';
import { mergeLines, withEnds } from './chart-rows.ts';

export type ChartLine = {
  name: string;
  /** What programs call it, with its unit. */
  column: string;
  points: readonly SeriesPoint[];
  colour: string;
  isFilled?: boolean;
  /** Each point holds until the next one: a sum of the time between them. */
  isStepped?: boolean;
};

/** How the instants of a chart are told. */
export type TimeAxis = {
  ticks: readonly number[];
  /** There is room for all ticks. */
  isSparse: boolean;
  tick: (atMs: number) => string;
  instant: (atMs: number) => string;
};

type LinesDrawingProps = {
  range: { fromMs: number; toMs: number };
  heightPx: number;
  axis: TimeAxis;
  steps: readonly number[] | undefined;
  lines: readonly ChartLine[];
};

/** All ticks: otherwise each is measured in the page, several times for each drawing. */
const showAll = { interval: 0 } as const;
/** Lines that are not drawn would be placed all the same, by the measured widths of the ticks. */
const noLines = () => [];
const stepCount = 4;
export const percentSteps = [0, 25, 50, 75, 100];

/** The lines of a chart and their axes. What is read off by pointing comes with the pointer: it is half of the work. */
export function LinesDrawing({ range, heightPx, axis, steps, lines }: LinesDrawingProps) {
  const { language } = useTexts('live');
  const [ref, measured] = useSize<HTMLDivElement>();
  const size = useDeferredValue(measured);
  const [isPointed, setIsPointed] = useState(false);
  const rows = mergeLines(lines.map((line) => (line.isStepped ? { points: withEnds(line.points, range.toMs) } : line)));
  const values = steps ?? stepsOf(lines);
  const look = { tick: { fill: 'var(--ink3)', fontSize: 11 }, stroke: 'var(--line2)' };
  return (
    <div ref={ref} aria-hidden="true" style={{ height: heightPx }} onPointerEnter={() => setIsPointed(true)}>
      {size !== null && (
        <ComposedChart
          data={rows}
          width={size.width}
          height={heightPx}
          accessibilityLayer={false}
          margin={{ top: 6, right: 6, bottom: 0, left: -10 }}
        >
          <CartesianGrid vertical={false} verticalCoordinatesGenerator={noLines} stroke="var(--line)" />
          <XAxis
            dataKey="atMs"
            type="number"
            domain={[range.fromMs, range.toMs]}
            ticks={axis.ticks}
            tickCount={2}
            niceTicks="none"
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
            width={52}
            {...look}
          />
          {isPointed && (
            <Tooltip
              isAnimationActive={false}
              labelFormatter={(atMs) => axis.instant(Number(atMs))}
              formatter={(value) => chartNumber(Number(value), language)}
              contentStyle={{ background: 'var(--ink)', border: 0, borderRadius: 6, color: 'var(--bg)' }}
              itemStyle={{ color: 'var(--bg)' }}
            />
          )}
          {lines.map((line, i) => {
            const drawing = {
              dataKey: `v${i}`,
              name: line.name,
              stroke: line.colour,
              type: line.isStepped ? ('stepAfter' as const) : ('linear' as const),
              dot: false,
              isAnimationActive: false,
            };
            return line.isFilled ? (
              <Area key={line.name} {...drawing} fill={line.colour} fillOpacity={0.16} strokeWidth={2} />
            ) : (
              <Line key={line.name} {...drawing} strokeWidth={1.6} />
            );
          })}
        </ComposedChart>
      )}
    </div>
  );
}

/** Zero and all values are on the axis. */
function stepsOf(lines: readonly ChartLine[]): number[] {
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value ?? 0));
  const greatest = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  return axisSteps(least, greatest > least ? greatest : 1, stepCount);
}
