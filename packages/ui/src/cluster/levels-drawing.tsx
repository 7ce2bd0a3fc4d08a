import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { formatPower, quantityText } from '../format/quantity.ts';
import { pressKeys } from '../press-keys.ts';
import { currentTheme, subscribeTheme } from '../theme/preference.ts';
import { useTexts } from '../use-texts.ts';
import type { DrawingProps } from './cluster-drawing.tsx';
import type { Size } from './layout.ts';
import { type Dot, groupUnits, stackDots, type UnitGroup } from './levels.ts';
import styles from './levels-drawing.module.css';
import type { Scene } from './scene.ts';
import { unitSentence } from './unit-sentence.ts';

const margin = { left: 130, right: 170, top: 108, bottom: 64 };
/** On a narrower drawing names and sums of the groups stand above their rows, not beside them. */
const leastWideWidth = 560;
const narrowMargin = { ...margin, left: 24, right: 24 };
const leastNarrowRowHeight = 72;
/** Higher than so, a row is no easier to read. */
const mostRowHeight = 220;
const dotGap = 9.6;
const dotRadius = 4.1;
const axisTicks = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

type PlacedDot = Dot & { left: number; top: number };
type Row = { group: UnitGroup; top: number; baseline: number; dots: PlacedDot[] };

/**
 * Hundreds of units as dots by battery level, one row for each group. The dots are painted on a canvas; over it lies
 * one focusable mark, which arrow keys move from unit to unit.
 */
export function LevelsDrawing(props: DrawingProps) {
  const { scene, selectedUnitId, tabStopUnitId, onSelectUnit } = props;
  const { t, language } = useTexts('cluster');
  const groups = useMemo(() => groupUnits(scene.units), [scene.units]);
  const size = useMemo(() => roomyEnough(props.size, groups.length), [props.size, groups.length]);
  const rows = useMemo(() => placeRows(groups, size), [groups, size]);
  const dots = rows.flatMap((row) => row.dots);
  const chart = chartArea(size);
  const marked = markPlace(scene, dots, size, selectedUnitId ?? tabStopUnitId);
  const gone = scene.units.length - dots.length;
  const bottom = (rows.at(-1)?.baseline ?? 0) + 8;
  return (
    <div className={styles.drawing} style={{ height: size.height }}>
      <DotCanvas dots={dots} size={size} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the drawing around it handles the keys */}
      <svg
        width={size.width}
        height={size.height}
        className={styles.overlay}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const unit = nearest(dots, event.clientX - box.left, event.clientY - box.top);
          if (unit) onSelectUnit(unit);
        }}
      >
        <text x={chart.left} y={margin.top - 24} className={styles.axisTitle}>
          {t('levels.axis')}
        </text>
        {!isNarrow(size) && (
          <text x={size.width - margin.right + 28} y={margin.top - 24} className={styles.axisTitle}>
            {t('levels.net')}
          </text>
        )}
        {axisTicks.map((tick) => {
          const x = chart.left + (chart.width * tick) / 100;
          return (
            <g key={tick}>
              <line x1={x} x2={x} y1={margin.top - 8} y2={bottom + 6} className={styles.tickLine} />
              <text x={x} y={bottom + 24} className={styles.tick}>
                {tick}
              </text>
            </g>
          );
        })}
        {rows.map((row) => (
          <GroupRow key={row.group.name} row={row} size={size} />
        ))}
        {marked && (
          <circle
            role="button"
            tabIndex={0}
            aria-label={unitSentence(marked.unit, t, language)}
            aria-pressed={marked.unit.unitId === selectedUnitId}
            data-unit={marked.unit.unitId}
            cx={marked.left}
            cy={marked.top}
            r={dotRadius + 4}
            className={styles.mark}
            onKeyDown={pressKeys(() => onSelectUnit(marked.unit.unitId))}
          />
        )}
      </svg>
      {gone > 0 && <p className={styles.gone}>{t('levels.noLevel', { count: gone })}</p>}
    </div>
  );
}

function isNarrow({ width }: Size): boolean {
  return width < leastWideWidth;
}

/** On a phone many groups make the drawing higher than its frame, which scrolls. */
function roomyEnough({ width, height }: Size, groupCount: number): Size {
  const leastHeight = isNarrow({ width, height }) ? groupCount * leastNarrowRowHeight + margin.top + margin.bottom : 0;
  return { width, height: Math.max(height, leastHeight) };
}

function chartArea(size: Size) {
  const { left, right } = isNarrow(size) ? narrowMargin : margin;
  return { left, width: size.width - left - right };
}

function placeRows(groups: readonly UnitGroup[], size: Size): Row[] {
  const chart = chartArea(size);
  const room = size.height - margin.top - margin.bottom;
  const rowHeight = Math.min(mostRowHeight, room / Math.max(1, groups.length));
  return groups.map((group, i) => {
    const rowTop = margin.top + rowHeight * i;
    const baseline = rowTop + rowHeight - 8;
    const stacked = stackDots(group.units);
    const tallest = Math.max(1, ...stacked.map((dot) => dot.y + 1));
    const gap = Math.min(dotGap, (rowHeight - (isNarrow(size) ? 44 : 24)) / tallest);
    const dots = stacked.map((dot) => ({
      ...dot,
      left: chart.left + chart.width * dot.x,
      top: baseline - 6 - dot.y * gap,
    }));
    return { group, top: rowTop, baseline, dots };
  });
}

/** Where the mark of a unit stands; beside the count of those without a level when it has no dot. */
function markPlace({ unitById }: Scene, dots: readonly PlacedDot[], size: Size, unitId: string | null) {
  const unit = unitId === null ? undefined : unitById.get(unitId);
  if (!unit) return null;
  const dot = dots.find((one) => one.unit === unit);
  return dot ?? { unit, left: margin.left / 2, top: size.height - margin.bottom / 3 };
}

function nearest(dots: readonly PlacedDot[], left: number, top: number): string | null {
  let best: { unitId: string; distance: number } | null = null;
  for (const dot of dots) {
    const distance = Math.hypot(dot.left - left, dot.top - top);
    if (distance < (best?.distance ?? 16)) best = { unitId: dot.unit.unitId, distance };
  }
  return best?.unitId ?? null;
}

function GroupRow({ row: { group, baseline, top }, size }: { row: Row; size: Size }) {
  const { t } = useTexts('cluster');
  const chart = chartArea(size);
  const isBeside = !isNarrow(size);
  return (
    <g>
      <line x1={chart.left} x2={chart.left + chart.width} y1={baseline} y2={baseline} className={styles.baseline} />
      <text x={24} y={isBeside ? baseline - 24 : top + 16} className={styles.groupName}>
        {group.name}
        {!isBeside && (
          <tspan dx={8} className={styles.groupCount}>
            {t('levels.units', { count: group.units.length })}
          </tspan>
        )}
      </text>
      {isBeside ? (
        <>
          <text x={24} y={baseline - 6} className={styles.groupCount}>
            {t('levels.units', { count: group.units.length })}
          </text>
          <NetBar netW={group.netW} left={size.width - margin.right + 90} baseline={baseline} />
        </>
      ) : (
        <g className={styles.netAbove}>
          <NetText netW={group.netW} x={size.width - 24} y={top + 16} />
        </g>
      )}
    </g>
  );
}

type NetBarProps = { netW: number; left: number; baseline: number };

/** What a group gives or gets on the whole: a bar to the left or to the right, and in figures. */
function NetBar({ netW, left, baseline }: NetBarProps) {
  const length = Math.min(60, Math.abs(netW) / 40);
  const isGiving = netW < 0;
  return (
    <>
      <line x1={left} x2={left} y1={baseline - 44} y2={baseline} className={styles.baseline} />
      {netW !== 0 && (
        <rect
          x={isGiving ? left - length : left}
          y={baseline - 38}
          width={length}
          height={14}
          rx={3}
          className={isGiving ? styles.gives : styles.gets}
        />
      )}
      <NetText netW={netW} x={left} y={baseline - 6} />
    </>
  );
}

function NetText({ netW, x, y }: { netW: number; x: number; y: number }) {
  const { t, language } = useTexts('cluster');
  const power = quantityText(formatPower(Math.abs(netW), language));
  const isGiving = netW < 0;
  return (
    <text x={x} y={y} className={isGiving ? styles.givesText : styles.getsText}>
      {netW === 0 ? t('levels.balanced') : t(isGiving ? 'levels.gives' : 'levels.gets', { power })}
    </text>
  );
}

function DotCanvas({ dots, size }: { dots: readonly PlacedDot[]; size: Size }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useSyncExternalStore(subscribeTheme, currentTheme);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, so they follow the theme
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(size.width * ratio);
    canvas.height = Math.round(size.height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    paintDots(context, dots, canvas);
  }, [dots, size, theme]);
  return (
    <canvas ref={ref} className={styles.canvas} style={{ width: size.width, height: size.height }} aria-hidden="true" />
  );
}

function paintDots(context: CanvasRenderingContext2D, dots: readonly PlacedDot[], canvas: HTMLElement): void {
  const style = getComputedStyle(canvas);
  const colour = {
    give: style.accentColor,
    receive: style.outlineColor,
    idle: style.color,
    edge: style.caretColor,
    sign: style.backgroundColor,
  };
  for (const { unit, left, top } of dots) {
    context.beginPath();
    context.arc(left, top, dotRadius, 0, 2 * Math.PI);
    context.fillStyle = unit.dealW === 0 ? colour.idle : unit.dealW < 0 ? colour.give : colour.receive;
    context.fill();
    if (unit.dealW === 0) {
      context.strokeStyle = colour.edge;
      context.lineWidth = 0.7;
      context.stroke();
      continue;
    }
    // A minus gives, a plus receives: colour is not the only sign.
    context.strokeStyle = colour.sign;
    context.lineWidth = 1.3;
    context.beginPath();
    context.moveTo(left - 2.1, top);
    context.lineTo(left + 2.1, top);
    if (unit.dealW > 0) {
      context.moveTo(left, top - 2.1);
      context.lineTo(left, top + 2.1);
    }
    context.stroke();
  }
}
