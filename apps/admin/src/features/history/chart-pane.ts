import type { SeriesPoint } from '@commonwatt/domain/series';

/** What becomes of a line after one of its points, where it does not go straight to the next. */
export type LineKind =
  /** The value stays until the next. */
  | 'held'
  /** The value is the sum of the time up to the next. */
  | 'sum';

export type ChartLine = {
  name: string;
  /** What programs call it, with its unit. */
  column: string;
  points: readonly SeriesPoint[];
  colour: string;
  kind?: LineKind;
  look?: 'filled' | 'dashed';
  /** Drawn below zero, although its values are not negative. */
  isDownward?: boolean;
  /** What its value at an instant is told as, instead of its name and figure; null: not at all. */
  tell?: (atMs: number) => string | null;
};

/** Lines that share an axis of values, drawn above or below others that share its axis of time. */
export type ChartPane = {
  caption: string;
  /** Of all its values: W, %, Wh or kWh. */
  unit: string;
  heightPx: number;
  /** The values of the axis, ascending; otherwise those that hold all lines, and zero. */
  steps?: readonly number[];
  lines: readonly ChartLine[];
};

/** How the instants of a chart are told. */
export type TimeAxis = {
  ticks: readonly number[];
  /** There is room for all ticks. */
  isSparse: boolean;
  tick: (atMs: number) => string;
  instant: (atMs: number) => string;
};

export const percentSteps = [0, 25, 50, 75, 100];
