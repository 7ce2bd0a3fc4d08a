import { stepFocus } from '@commonwatt/ui/step-focus.ts';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useId, useState } from 'react';
import { type BarScale, barScale, scaleTicks } from './bar-scale.ts';
import styles from './diverging-bars.module.css';

/** One piece of a bar; null: nothing is known of it. */
export type BarPart = { amountWh: number | null; colour: string };

export type Bar = {
  key: string | number;
  /** What is written below the bar, where there is room. */
  tick: string;
  /** The whole bar in words. */
  text: string;
  up: BarPart[];
  down: BarPart[];
  /** Its time has not begun: drawn fainter than a time of which nothing was reported. */
  isToCome?: boolean;
};

/** A line across the bars, in Wh above zero or, negative, below it. */
export type BarLine = { amountsWh: readonly number[]; className: string | undefined };

type DivergingBarsProps = {
  /** The name of the chart, with what it comes to. */
  label: string;
  bars: readonly Bar[];
  lines?: readonly BarLine[];
  language: string;
};

const height = 210;
const margin = { left: 54, right: 4, top: 8, bottom: 24 };

/**
 * Amounts of energy that go up and down from zero. One bar is read out below: that under the pointer or finger, or the
 * one that arrow keys have come to.
 */
export function DivergingBars({ label, bars, lines = [], language }: DivergingBarsProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const width = Math.max(200, size?.width ?? 320);
  const plotWidth = width - margin.left - margin.right;
  const slotWidth = plotWidth / Math.max(1, bars.length);
  const scale = scaleOf(bars, lines);
  const y = (amountWh: number) =>
    margin.top + ((scale.up - amountWh) / (scale.up + scale.down)) * (height - margin.top - margin.bottom);
  const x = (index: number) => margin.left + slotWidth * index;

  return (
    <figure className={styles.chart}>
      <div ref={ref} role="group" aria-label={label} className={styles.plot} onKeyDown={stepFocus}>
        <svg width={width} height={height} aria-hidden="true">
          <defs>
            <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="2" height="6" fill="var(--hatch)" />
            </pattern>
          </defs>
          {at !== null && (
            <rect
              x={x(at)}
              y={margin.top}
              width={slotWidth}
              height={y(-scale.down) - margin.top}
              className={styles.at}
            />
          )}
          <Axis scale={scale} y={y} width={width} language={language} />
          {bars.map((bar, i) => (
            <BarShape
              key={bar.key}
              bar={bar}
              x={x(i)}
              slotWidth={slotWidth}
              y={y}
              scale={scale}
              hatch={`url(#${id})`}
            />
          ))}
          {lines.map(({ amountsWh, className }, line) => {
            const points = amountsWh.map((amountWh, i) => `${x(i) + slotWidth / 2} ${y(amountWh)}`).join('L');
            return (
              <g key={line} className={className}>
                <path d={`M${points}`} className={styles.lineEdge} />
                <path d={`M${points}`} className={styles.line} />
              </g>
            );
          })}
          {tickIndexes(bars.length, slotWidth).map((i) => (
            <text
              key={bars[i]?.key}
              x={x(i) + slotWidth / 2}
              y={height - 6}
              className={i === at ? styles.tickAt : styles.tick}
            >
              {bars[i]?.tick}
            </text>
          ))}
        </svg>
        {bars.map((bar, i) => (
          <button
            key={bar.key}
            type="button"
            tabIndex={i === (at ?? 0) ? 0 : -1}
            aria-label={bar.text}
            className={styles.slot}
            style={{ left: x(i), width: slotWidth, top: margin.top, height: height - margin.top - margin.bottom }}
            onFocus={() => setAt(i)}
            onPointerEnter={() => setAt(i)}
            onClick={() => setAt(i)}
          />
        ))}
      </div>
      <figcaption className={styles.reading}>{at === null ? '\u00a0' : bars[at]?.text}</figcaption>
    </figure>
  );
}

function Axis({ scale, y, width, language }: { scale: BarScale; y: Y; width: number; language: string }) {
  const isKilo = Math.max(scale.up, scale.down) >= 1_000;
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return scaleTicks(scale).map((amountWh, i) => (
    <g key={amountWh}>
      <path
        d={`M${margin.left} ${y(amountWh)}H${width - margin.right}`}
        className={amountWh ? styles.grid : styles.zero}
      />
      <text x={margin.left - 6} y={y(amountWh) + 4} className={styles.amount}>
        {format.format(Math.abs(amountWh) / (isKilo ? 1_000 : 1))}
        {i === 0 && `\u202f${isKilo ? 'kWh' : 'Wh'}`}
      </text>
    </g>
  ));
}

type Y = (amountWh: number) => number;
type BarShapeProps = { bar: Bar; x: number; slotWidth: number; y: Y; scale: BarScale; hatch: string };

function BarShape({ bar, x, slotWidth, y, scale, hatch }: BarShapeProps) {
  const parts = [...bar.up, ...bar.down];
  const width = Math.max(2, slotWidth * 0.62);
  const left = x + (slotWidth - width) / 2;
  const isUnknown = parts.some(({ amountWh }) => amountWh === null) && parts.every(({ amountWh }) => !amountWh);
  if (isUnknown) {
    const area = { x: left, y: y(scale.up), width, height: y(-scale.down) - y(scale.up) };
    return <rect {...area} fill={hatch} className={bar.isToCome ? styles.toCome : undefined} />;
  }
  return (
    <>
      {stack(bar.up).map(({ from, to, colour }) => (
        <rect key={colour} x={left} y={y(to)} width={width} height={y(from) - y(to)} rx={2} fill={colour} />
      ))}
      {stack(bar.down).map(({ from, to, colour }) => (
        <rect key={colour} x={left} y={y(-from)} width={width} height={y(-to) - y(-from)} rx={2} fill={colour} />
      ))}
    </>
  );
}

function stack(parts: readonly BarPart[]): { from: number; to: number; colour: string }[] {
  let from = 0;
  return parts.flatMap(({ amountWh, colour }) => {
    if (!amountWh) return [];
    const piece = { from, to: from + amountWh, colour };
    from = piece.to;
    return [piece];
  });
}

function scaleOf(bars: readonly Bar[], lines: readonly BarLine[]): BarScale {
  const sum = (parts: readonly BarPart[]) => parts.reduce((total, { amountWh }) => total + (amountWh ?? 0), 0);
  const across = lines.flatMap(({ amountsWh }) => amountsWh);
  return barScale(
    Math.max(0, ...bars.map(({ up }) => sum(up)), ...across),
    Math.max(0, ...bars.map(({ down }) => sum(down)), ...across.map((amountWh) => -amountWh)),
  );
}

const leastTickPx = 30;

/** Which bars have room for what is written below them. */
function tickIndexes(count: number, slotWidth: number): number[] {
  const every = [1, 2, 3, 6, 7, 12].find((one) => one * slotWidth >= leastTickPx) ?? count;
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}
