import type { Point, Tile } from './layout.ts';

/** A quadratic curve from giver to receiver. */
export type Curve = { from: Point; control: Point; to: Point };

/** Deals between the same two units lie side by side: this many px apart at their middle. */
const parallelGapPx = 46;

/**
 * Bends a deal's curve towards the centre, but so that its middle stays clear of the read-out that stands there.
 * `lane` tells deals between the same two units apart: 0 is the plain curve, 1, 2 … run beside it on the side away from
 * the centre, whoever gives, and −1, −2 … on the other.
 */
export function dealCurve(from: Point, to: Point, centre: Point, clear: { rx: number; ry: number }, lane = 0): Curve {
  const chord = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const pull = 0.18;
  const middle = { x: chord.x + (centre.x - chord.x) * pull, y: chord.y + (centre.y - chord.y) * pull };
  const outward = awayFrom(centre, middle, { x: from.y - to.y, y: to.x - from.x });
  const beside = { x: outward.x * parallelGapPx * lane, y: outward.y * parallelGapPx * lane };
  const wanted = { x: middle.x + beside.x, y: middle.y + beside.y };
  // A quadratic curve passes half-way between its chord's middle and its control point.
  const through = (at: Point): Curve => ({ from, control: { x: 2 * at.x - chord.x, y: 2 * at.y - chord.y }, to });
  const near = through(pushedOut(wanted, centre, clear));
  return isCrossing(near, centre, clear) ? through(pushedAside(wanted, centre, outward, clear)) : near;
}

/** How much of what has to stay clear, seen from its middle, a curve may touch: nothing is written at its edge. */
const toleratedShare = 0.8;

function isCrossing(curve: Curve, centre: Point, { rx, ry }: { rx: number; ry: number }): boolean {
  return [0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8].some((t) => {
    const point = pointOnCurve(curve, t);
    return Math.hypot((point.x - centre.x) / rx, (point.y - centre.y) / ry) < toleratedShare;
  });
}

/** So far along `direction` (1 px long) that a curve that runs across it there touches what has to stay clear. */
function pushedAside(point: Point, centre: Point, direction: Point, { rx, ry }: { rx: number; ry: number }): Point {
  const reach = Math.hypot(rx * direction.x, ry * direction.y);
  const at = (point.x - centre.x) * direction.x + (point.y - centre.y) * direction.y;
  const far = Math.max(0, reach - at);
  return { x: point.x + direction.x * far, y: point.y + direction.y * far };
}

/** Of the two directions along `normal` the one that leads away from `centre`, 1 px long. */
function awayFrom(centre: Point, at: Point, normal: Point): Point {
  const length = Math.hypot(normal.x, normal.y) || 1;
  const side = (at.x - centre.x) * normal.x + (at.y - centre.y) * normal.y < 0 ? -1 : 1;
  return { x: (normal.x / length) * side, y: (normal.y / length) * side };
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

/** The part of a curve between `start` and `end` (0 … 1). */
export function partOfCurve(curve: Curve, start: number, end: number): Curve {
  const { from, control, to } = curve;
  const blend = (p: Point, q: Point, t: number) => ({ x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t });
  return {
    from: pointOnCurve(curve, start),
    control: blend(blend(from, control, start), blend(control, to, start), end),
    to: pointOnCurve(curve, end),
  };
}

/** A curve without its two ends, where the dots of giver and receiver are. */
export function betweenEnds(curve: Curve): Curve {
  const share = Math.min(0.3, 8 / (Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y) || 1));
  return partOfCurve(curve, share, 1 - share);
}

/** A curve between two tiles' middles, from the edge of the one to the edge of the other. */
export function betweenTiles(curve: Curve, giver: Tile, receiver: Tile): Curve {
  const leaves = edgeOn((t) => isInside(pointOnCurve(curve, t), giver));
  const enters = 1 - edgeOn((t) => isInside(pointOnCurve(curve, 1 - t), receiver));
  return leaves < enters ? partOfCurve(curve, leaves, enters) : curve;
}

/** The last `t` up to which a statement holds that holds at 0 and not at 1, by halving. */
function edgeOn(holds: (t: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 12; i += 1) {
    const t = (low + high) / 2;
    if (holds(t)) low = t;
    else high = t;
  }
  return low;
}

function isInside({ x, y }: Point, tile: Tile): boolean {
  return x >= tile.x && x <= tile.x + tile.width && y >= tile.y && y <= tile.y + tile.height;
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

/** Where along its curve a pill may stand, best first. */
const tries = [0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7];

export type PillPlace = { place: Point; isShort: boolean };

/** A rectangle around its middle. */
export type Box = { place: Point; width: number; height: number };

/**
 * A place along its own curve for each pill, so that none lies on another, nor on what is `taken` already: where a long one
 * has no room it is a short one, and where that has none it is left out. Those that come first in the list choose first.
 */
export function placePills(pills: readonly Pill[], ...taken: Box[]): Map<string, PillPlace> {
  const places = new Map<string, PillPlace>();
  for (const pill of pills) {
    const candidates = (isShort: boolean) => tries.map((t) => ({ place: pointOnCurve(pill.curve, t), isShort }));
    const free = [...(pill.isShort ? [] : candidates(false)), ...candidates(true)].find((candidate) =>
      taken.every((other) => areApart(boxOf(candidate), other)),
    );
    if (!free) continue;
    taken.push(boxOf(free));
    places.set(pill.dealId, free);
  }
  return places;
}

const pillGap = 4;

function boxOf({ place, isShort }: PillPlace): Box {
  return { place, ...pillSize[isShort ? 'short' : 'long'] };
}

function areApart(a: Box, b: Box): boolean {
  return (
    Math.abs(a.place.x - b.place.x) >= (a.width + b.width) / 2 + pillGap ||
    Math.abs(a.place.y - b.place.y) >= (a.height + b.height) / 2 + pillGap
  );
}
