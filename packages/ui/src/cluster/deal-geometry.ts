import type { Point } from './layout.ts';

/** A quadratic curve from giver to receiver. */
export type Curve = { from: Point; control: Point; to: Point };

/** Deals between the same two units lie side by side: this many px apart at their middle. */
const parallelGapPx = 46;

/**
 * Bends a deal's curve towards the centre, but so that its middle stays clear of the read-out that stands there.
 * `lane` tells deals between the same two units apart: 0 is the plain curve, ±1, ±2 … run beside it.
 */
export function dealCurve(from: Point, to: Point, centre: Point, clear: { rx: number; ry: number }, lane = 0): Curve {
  const chord = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const pull = 0.18;
  const middle = { x: chord.x + (centre.x - chord.x) * pull, y: chord.y + (centre.y - chord.y) * pull };
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const beside = {
    x: -((to.y - from.y) / length) * parallelGapPx * lane,
    y: ((to.x - from.x) / length) * parallelGapPx * lane,
  };
  const cleared = pushedOut({ x: middle.x + beside.x, y: middle.y + beside.y }, centre, clear);
  // A quadratic curve passes half-way between its chord's middle and its control point.
  return { from, control: { x: 2 * cleared.x - chord.x, y: 2 * cleared.y - chord.y }, to };
}

/** 0, 1, −1, 2, −2 … for the deals between each two units, in the order of the list. */
export function dealLanes(
  deals: readonly { dealId: string; fromUnitId: string; toUnitId: string }[],
): Map<string, number> {
  const counts = new Map<string, number>();
  const lanes = new Map<string, number>();
  for (const { dealId, fromUnitId, toUnitId } of deals) {
    const pair = [fromUnitId, toUnitId].sort().join(' ');
    const index = counts.get(pair) ?? 0;
    counts.set(pair, index + 1);
    lanes.set(dealId, index % 2 === 1 ? (index + 1) / 2 : -index / 2);
  }
  return lanes;
}

function pushedOut(point: Point, centre: Point, { rx, ry }: { rx: number; ry: number }): Point {
  const dx = point.x - centre.x;
  const dy = point.y - centre.y;
  const radius = Math.hypot(dx / rx, dy / ry);
  if (radius >= 1) return point;
  if (radius < 0.05) return { x: centre.x, y: centre.y + ry };
  return { x: centre.x + dx / radius, y: centre.y + dy / radius };
}

/** Bows a curve sideways towards the centre by at most 64 px: for tiles, where nothing stands in the middle. */
export function bowedCurve(from: Point, to: Point, centre: Point): Curve {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const side = (centre.x - middle.x) * -dy + (centre.y - middle.y) * dx >= 0 ? 1 : -1;
  const bow = Math.min(0.3 * length, 64) * side;
  return { from, control: { x: middle.x - (dy / length) * bow, y: middle.y + (dx / length) * bow }, to };
}

export function curvePath({ from, control, to }: Curve): string {
  return `M${round(from.x)} ${round(from.y)}Q${round(control.x)} ${round(control.y)} ${round(to.x)} ${round(to.y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function pointOnCurve({ from, control, to }: Curve, t: number): Point {
  const a = (1 - t) ** 2;
  const b = 2 * (1 - t) * t;
  const c = t ** 2;
  return { x: a * from.x + b * control.x + c * to.x, y: a * from.y + b * control.y + c * to.y };
}

/** Direction of the curve at `t`, in degrees as SVG's rotate takes them. */
export function directionOnCurve({ from, control, to }: Curve, t: number): number {
  const dx = 2 * (1 - t) * (control.x - from.x) + 2 * t * (to.x - control.x);
  const dy = 2 * (1 - t) * (control.y - from.y) + 2 * t * (to.y - control.y);
  return (Math.atan2(dy, dx) * 180) / Math.PI;
}

/** Width (px) tells the power: 3.2 px at 350 W, growing with its root, within 2.5 … 8. */
export function dealWidth(powerW: number | null): number {
  return Math.min(8, Math.max(2.5, 3.2 * Math.sqrt((powerW ?? 0) / 350)));
}

export type Pill = { dealId: string; curve: Curve; isShort: boolean };

export const pillSize = { long: { width: 128, height: 36 }, short: { width: 66, height: 27 } };

/** Chords shorter than this have room for a short pill only. */
export const shortChord = 220;

const tries = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68];

/** A place along its own curve for each pill, so that none lies on another where that can be avoided. */
export function placePills(pills: readonly Pill[]): Map<string, Point> {
  const places = new Map<string, Point>();
  const taken: { centre: Point; width: number; height: number }[] = [];
  for (const pill of pills) {
    const size = pillSize[pill.isShort ? 'short' : 'long'];
    const candidates = tries.map((t) => pointOnCurve(pill.curve, t));
    const isFree = (centre: Point) =>
      taken.every(
        (other) =>
          Math.abs(other.centre.x - centre.x) > (other.width + size.width) / 2 + 4 ||
          Math.abs(other.centre.y - centre.y) > (other.height + size.height) / 2 + 4,
      );
    const centre = candidates.find(isFree) ?? candidates[0];
    if (!centre) continue;
    places.set(pill.dealId, centre);
    taken.push({ centre, ...size });
  }
  return places;
}
