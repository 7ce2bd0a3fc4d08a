/** How a cluster can be drawn. */
export type LayoutName = 'ring' | 'grid' | 'levels' | 'table';

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

/** What suits a number of units in the room there is; the viewer's own choice comes before it. */
export function suggestLayout(unitCount: number, size: Size): LayoutName {
  if (size.width < 640) return 'table';
  if (ringFits(unitCount, size)) return 'ring';
  return unitCount <= 150 ? 'grid' : 'levels';
}

const leastSpacing = 84;
const mostRingUnits = 40;
/** Up to this many units stand in fixed places, twice as large, with their powers beside them. */
export const mostStageUnits = 6;

export function ringFits(unitCount: number, size: Size): boolean {
  if (unitCount === 0 || unitCount > mostRingUnits) return false;
  return unitCount <= mostStageUnits || ringSpacing(unitCount, size) >= leastSpacing;
}

export type RingPlace = Point & { tap: Point };

/** Lines of text under a house: its id, what it does and, where all powers are asked for, those of the home. */
export type CaptionLines = 2 | 3;

export type RingGeometry = {
  /** Scale of the unit glyph. */
  scale: number;
  captionLines: CaptionLines;
  isStage: boolean;
  centre: Point;
  bus: { rx: number; ry: number };
  places: RingPlace[];
};

/**
 * Places on an ellipse at equal distances along it, clockwise from the top; each has a tap on the bus inside. The houses
 * are as large as lets none cover its neighbours' text. The third line goes where even the smallest have no room for it.
 */
export function ringGeometry(unitCount: number, size: Size, captionLines: CaptionLines = 2): RingGeometry {
  if (unitCount <= mostStageUnits) return stageGeometry(unitCount, size);
  const roomy = ringPlaces(unitCount, size, false, captionLines);
  const narrow = ringPlaces(unitCount, size, true, captionLines);
  for (let scale = largestScale; scale >= smallestScale; scale -= 0.02) {
    const ring = scale < 1 ? narrow : roomy;
    if (keepApart(ring.places, ringUnitParts(scale, captionLines)))
      return { ...ring, scale, captionLines, isStage: false };
  }
  if (captionLines === 3) return ringGeometry(unitCount, size);
  return { ...narrow, scale: smallestScale, captionLines, isStage: false };
}

const largestScale = 1.14;
const smallestScale = 0.7;

/** A third line of text makes the ring lower and lifts it, since a legend stands beneath. */
function ringPlaces(
  unitCount: number,
  size: Size,
  isSmall: boolean,
  captionLines: CaptionLines,
): Pick<RingGeometry, 'centre' | 'bus' | 'places'> {
  const lift = captionLines === 3 ? 6 : 0;
  const middle = { x: size.width / 2, y: size.height / 2 - 2 - lift };
  const { rx, ry: fullRy } = unitEllipse(size, isSmall);
  const ry = fullRy - lift;
  const bus = { rx: Math.max(40, rx - (isSmall ? 72 : 84)), ry: Math.max(30, ry - (isSmall ? 68 : 80)) };
  const centre = { x: middle.x, y: middle.y + 14 };
  const places = equalArcAngles(unitCount, rx, ry).map((angle) => ({
    ...onEllipse(middle, rx, ry, angle),
    tap: onEllipse(centre, bus.rx, bus.ry, angle),
  }));
  return { centre, bus, places };
}

/** A rectangle around the middle of a house's width, px from its place. */
export type UnitPart = { top: number; bottom: number; halfWidth: number };

/** What a house on the ring covers, from the points of a crown down to its lowest line of text. */
export function ringUnitParts(scale: number, captionLines: CaptionLines): UnitPart[] {
  const line = captionSize(scale) + 3;
  const textTop = 26 * scale + 4;
  const widths = [33, 30, 45].slice(0, captionLines);
  return [
    { top: -47 * scale, bottom: -30 * scale, halfWidth: 14 * scale },
    { top: -30 * scale, bottom: -20 * scale, halfWidth: 17 * scale },
    { top: -20 * scale, bottom: textTop, halfWidth: 32 * scale },
    ...widths.map((halfWidth, i) => ({ top: textTop + i * line, bottom: textTop + (i + 1) * line, halfWidth })),
  ];
}

/** Size (px) of a unit's id beneath its house. */
export function captionSize(scale: number, isStage = false): number {
  if (isStage) return 15;
  return scale < 1 ? 12 : 13;
}

function keepApart(places: readonly Point[], parts: readonly UnitPart[]): boolean {
  return places.every((place, i) => {
    const next = places[(i + 1) % places.length] ?? place;
    const dx = Math.abs(place.x - next.x);
    const dy = next.y - place.y;
    return parts.every((a) =>
      parts.every((b) => dx >= a.halfWidth + b.halfWidth || a.bottom <= b.top + dy || b.bottom + dy <= a.top),
    );
  });
}

/** Room a glyph of scale 1 takes towards the bus, with its line; below it stand two lines of text as well. */
const stageReach = { sideways: 46, down: 26 };
const captionHeight = 60;

function stageGeometry(unitCount: number, { width, height }: Size): RingGeometry {
  const scale = Math.max(1, Math.min(2, width / 560, height / 330));
  const middle = { x: width / 2, y: height / 2 - 6 };
  const offset = { x: Math.max(120, width / 2 - 222), y: Math.max(90, height / 2 - 178) };
  const slots = stageSlots(unitCount);
  // Units above the bus or beside it, not at its corners, need it to make room.
  const hasTop = slots.includes(slotOf.top);
  const hasSides = slots.some(({ x, y }) => Math.abs(x) === 1 && Math.abs(y) < 0.5);
  const centre = { x: middle.x, y: middle.y + (hasTop ? offset.y / 4 : 0) };
  const widest = hasSides ? offset.x - stageReach.sideways * scale : width * 0.23;
  const tallest = hasTop ? offset.y * 1.5 - stageReach.down * scale - captionHeight : height * 0.24;
  const bus = {
    rx: Math.max(40, Math.min(250, width * 0.23, widest)),
    ry: Math.max(30, Math.min(178, height * 0.24, tallest)),
  };
  const places = slots.map((slot) => ({
    x: middle.x + slot.x * offset.x,
    y: middle.y + slot.y * offset.y,
    tap: onEllipse(centre, bus.rx, bus.ry, Math.atan2(slot.x, -slot.y)),
  }));
  return { scale, captionLines: 2, isStage: true, centre, bus, places };
}

const slotOf = {
  top: { x: 0, y: -1.25 },
  topRight: { x: 1, y: -1 },
  upperRight: { x: 1, y: -0.25 },
  right: { x: 1, y: 0 },
  bottomRight: { x: 1, y: 1 },
  bottomLeft: { x: -1, y: 1 },
  left: { x: -1, y: 0 },
  upperLeft: { x: -1, y: -0.25 },
  topLeft: { x: -1, y: -1 },
} as const;

/** For each number of units their fixed places, clockwise. */
const stageSlotNames: readonly (readonly (keyof typeof slotOf)[])[] = [
  [],
  ['top'],
  ['right', 'left'],
  ['top', 'bottomRight', 'bottomLeft'],
  ['topRight', 'bottomRight', 'bottomLeft', 'topLeft'],
  ['top', 'upperRight', 'bottomRight', 'bottomLeft', 'upperLeft'],
  ['topRight', 'right', 'bottomRight', 'bottomLeft', 'left', 'topLeft'],
];

function stageSlots(unitCount: number): Point[] {
  return (stageSlotNames[unitCount] ?? []).map((name) => slotOf[name]);
}

function unitEllipse({ width, height }: Size, isSmall: boolean): { rx: number; ry: number } {
  return { rx: width / 2 - (isSmall ? 58 : 80), ry: height / 2 - (isSmall ? 92 : 106) };
}

function ringSpacing(unitCount: number, size: Size): number {
  const { rx, ry } = unitEllipse(size, true);
  if (rx <= 0 || ry <= 0) return 0;
  // Ramanujan's approximation of an ellipse's circumference.
  const circumference = Math.PI * (3 * (rx + ry) - Math.sqrt((3 * rx + ry) * (rx + 3 * ry)));
  return circumference / unitCount;
}

function onEllipse(centre: Point, rx: number, ry: number, angle: number): Point {
  return { x: centre.x + rx * Math.sin(angle), y: centre.y - ry * Math.cos(angle) };
}

const arcSteps = 1_440;

/** Angles (0 at the top, clockwise) that cut an ellipse into pieces of equal length. */
export function equalArcAngles(count: number, rx: number, ry: number): number[] {
  const lengths = [0];
  for (let step = 1; step <= arcSteps; step += 1) {
    const a = onEllipse({ x: 0, y: 0 }, rx, ry, ((step - 1) / arcSteps) * 2 * Math.PI);
    const b = onEllipse({ x: 0, y: 0 }, rx, ry, (step / arcSteps) * 2 * Math.PI);
    lengths.push((lengths[step - 1] ?? 0) + Math.hypot(b.x - a.x, b.y - a.y));
  }
  const total = lengths[arcSteps] ?? 0;
  let step = 0;
  return Array.from({ length: count }, (_, i) => {
    while ((lengths[step] ?? total) < (total * i) / count) step += 1;
    return (step / arcSteps) * 2 * Math.PI;
  });
}

export type Tile = Point & Size;

const smallestGap = 8;
const smallestTile = { width: 84, height: 54 };
const largestTile = { width: 360, height: 220 };

/**
 * Equal tiles that fill the room, row by row, with wide gaps where there is room, since deals are seen between them; taller
 * than the room when they would be too small otherwise.
 */
export function gridTiles(count: number, { width, height }: Size): Tile[] {
  const mostColumns = Math.max(1, Math.floor((width + smallestGap) / (smallestTile.width + smallestGap)));
  const ideal = Math.ceil(Math.sqrt((count * (width / Math.max(1, height))) / 1.6));
  const columns = Math.min(mostColumns, Math.max(1, ideal), Math.max(1, count));
  const rows = Math.ceil(count / columns);
  const gap = Math.min(28, Math.max(smallestGap, (width / columns - smallestTile.width) * 0.25));
  const tile = {
    width: Math.min(largestTile.width, (width - gap * (columns - 1)) / columns),
    height: Math.min(largestTile.height, Math.max(smallestTile.height, (height - gap * (rows - 1)) / rows)),
  };
  const left = (width - columns * tile.width - (columns - 1) * gap) / 2;
  return Array.from({ length: count }, (_, i) => ({
    x: left + (i % columns) * (tile.width + gap),
    y: Math.floor(i / columns) * (tile.height + gap),
    ...tile,
  }));
}
