import type { AvailabilitySpan, Span } from '@commonwatt/domain/availability';
import { heatCells, mainKind } from '@commonwatt/domain/heat-cells';
import styles from './row-drawing.module.css';
import type { UnitRow } from './unit-rows.ts';

/** The period over the width (px) of a row; what is after `nowMs` is still to come. */
export type RowScale = Span & { nowMs: number; width: number };

export function scaleMs({ fromMs, toMs, width }: RowScale, atMs: number): number {
  return ((atMs - fromMs) / (toMs - fromMs)) * width;
}

const rowHeight = 30;
/** What all but downtimes fill of a row; those stand out by 3 px. */
const bar = { top: 7, height: 16 };
/** So that a downtime of seconds is seen in a month. */
const leastDownWidth = 3;

type Look = 'up' | 'down' | 'downMode' | 'unknown' | 'noReport' | 'notInService' | 'future';

function lookOf({ kind, reason }: AvailabilitySpan): Look {
  if (reason === 'future' || reason === 'noReport') return reason;
  return reason === 'mode' ? 'downMode' : kind;
}

type RowDrawingProps = {
  row: UnitRow;
  scale: RowScale;
  lines: readonly number[];
  edges: readonly number[] | null;
};

/** The drawing of one unit: few shapes, whatever happened, as there may be a thousand rows. */
export function RowDrawing({ row, scale, lines, edges }: RowDrawingProps) {
  const paths = edges ? heatPaths(row, scale, edges) : timelinePaths(row, scale);
  const nowX = scaleMs(scale, scale.nowMs);
  return (
    <>
      <path
        className={styles.gridLines}
        d={lines.map((atMs) => `M${round(scaleMs(scale, atMs))} 0v${rowHeight}`).join('')}
      />
      {[...paths].map(([look, path]) => (
        <path key={look} className={styles[`draw-${look}`]} d={path} />
      ))}
      {nowX > 0 && nowX < scale.width && <path className={styles.nowLine} d={`M${round(nowX)} 0v${rowHeight}`} />}
    </>
  );
}

function timelinePaths({ spans }: UnitRow, scale: RowScale): Map<string, string> {
  const paths = new Map<string, string>();
  for (const span of spans) {
    const look = lookOf(span);
    const isDown = span.kind === 'down';
    const from = scaleMs(scale, span.fromMs);
    const width = Math.max(scaleMs(scale, span.toMs) - from, isDown ? leastDownWidth : 0);
    const x = Math.min(from, scale.width - width);
    const y = look === 'notInService' ? rowHeight / 2 : isDown ? bar.top - 2 : bar.top;
    const height = look === 'notInService' ? 1 : isDown ? bar.height + 4 : bar.height;
    add(paths, look, x, y, width, height);
  }
  return drawnLast(paths);
}

function heatPaths({ spans }: UnitRow, scale: RowScale, edges: readonly number[]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const cell of heatCells(spans, edges)) {
    const kind = cell.level === null ? mainKind(cell) : null;
    const isFuture = kind === 'unknown' && cell.fromMs >= scale.nowMs;
    const look = cell.level === null ? (isFuture ? 'future' : (kind ?? 'unknown')) : (`heat${cell.level}` as const);
    const x = scaleMs(scale, cell.fromMs) + 0.5;
    const width = Math.max(1, scaleMs(scale, cell.toMs) - x - 0.5);
    add(paths, look, x, look === 'notInService' ? rowHeight / 2 : 5, width, look === 'notInService' ? 1 : 20);
  }
  return paths;
}

function add(paths: Map<string, string>, look: string, x: number, y: number, width: number, height: number): void {
  const w = round(width);
  paths.set(look, `${paths.get(look) ?? ''}M${round(x)} ${y}h${w}v${height}h${-w}z`);
}

/** Downtimes come last: nothing may cover one that is drawn wider than it was. */
function drawnLast(paths: Map<string, string>): Map<string, string> {
  const isDown = ([look]: [string, string]) => look.startsWith('down');
  return new Map([...[...paths].filter((one) => !isDown(one)), ...[...paths].filter(isDown)]);
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}

/** The patterns that the rows refer to by name. */
export function ChartPatterns() {
  return (
    <svg className={styles.patterns} aria-hidden="true">
      <defs>
        <pattern id="down-mode" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--fail-soft)" />
          <rect width="3" height="6" fill="var(--fail)" />
        </pattern>
      </defs>
    </svg>
  );
}
