import { memo, useMemo } from 'react';
import { formatPower, quantityText, withSign } from '../format/quantity.ts';
import { useTexts } from '../use-texts.ts';
import type { DrawingProps } from './cluster-drawing.tsx';
import { DealArcs, DealStroke, type DrawnDeal } from './deal-arcs.tsx';
import { DealFlows } from './deal-flows.tsx';
import { betweenTiles, bowedCurve } from './deal-geometry.ts';
import styles from './grid-drawing.module.css';
import { HatchPattern } from './hatch.tsx';
import { gridTiles, type Point, type Size, type Tile } from './layout.ts';
import type { Scene, SceneUnit } from './scene.ts';
import { unitCaption } from './unit-sentence.ts';
import { UnitTarget } from './unit-target.tsx';

const margin = { x: 24, top: 64, bottom: 48 };

/**
 * Units as equal tiles, row by row in the order of their ids. Deals run under the tiles, which let them shine through; those
 * that are pointed at or selected run above, so that they can be followed from end to end.
 */
export function GridDrawing(props: DrawingProps) {
  const { scene, size, litDealIds, litUnitIds } = props;
  const count = scene.units.length;
  const tiles = useMemo(() => {
    const room = { width: size.width - 2 * margin.x, height: size.height - margin.top - margin.bottom };
    return gridTiles(count, room).map((tile) => ({ ...tile, x: tile.x + margin.x, y: tile.y + margin.top }));
  }, [count, size]);
  const lowest = tiles.at(-1);
  const height = Math.max(size.height, (lowest?.y ?? 0) + (lowest?.height ?? 0) + margin.bottom);
  const arcs = useMemo(() => tileArcs(scene, tiles, size), [scene, tiles, size]);
  const raisedIds = litDealIds ?? selectedDealIds(props);
  const whole = { width: size.width, height };
  return (
    <div className={styles.drawing} style={whole}>
      <svg className={styles.layer} {...whole}>
        <DealArcs {...props} arcs={arcs} />
      </svg>
      <DealFlows arcs={arcs} size={whole} litDealIds={litDealIds} />
      <svg className={styles.units} {...whole}>
        <defs>
          <HatchPattern />
        </defs>
        {scene.units.map((unit, i) => {
          const tile = tiles[i];
          if (!tile) return null;
          return (
            <UnitTile
              key={unit.unitId}
              unit={unit}
              tile={tile}
              isSelected={unit.unitId === props.selectedUnitId}
              isDimmed={litUnitIds !== null && !litUnitIds.has(unit.unitId)}
              isTabStop={unit.unitId === props.tabStopUnitId}
              onSelect={props.onSelectUnit}
              onHover={props.onHoverUnit}
            />
          );
        })}
      </svg>
      {raisedIds.size > 0 && (
        <svg className={styles.raised} {...whole} aria-hidden="true">
          {arcs
            .filter(({ deal }) => raisedIds.has(deal.dealId))
            .map((arc) => (
              <DealStroke key={arc.deal.dealId} {...arc} isSelected={arc.deal.dealId === props.selectedDealId} />
            ))}
        </svg>
      )}
    </div>
  );
}

/** Each deal from the edge of the giver's tile to the edge of the receiver's. */
function tileArcs(scene: Scene, tiles: readonly Tile[], size: Size): DrawnDeal[] {
  const tileOf = new Map(scene.units.map((unit, i) => [unit.unitId, tiles[i]]));
  const centre = { x: size.width / 2, y: size.height / 2 };
  return scene.deals.flatMap((deal) => {
    const from = tileOf.get(deal.fromUnitId);
    const to = tileOf.get(deal.toUnitId);
    return from && to ? [{ deal, curve: betweenTiles(bowedCurve(middle(from), middle(to), centre), from, to) }] : [];
  });
}

function middle(tile: Tile): Point {
  return { x: tile.x + tile.width / 2, y: tile.y + tile.height / 2 };
}

function selectedDealIds({ scene, selectedDealId, selectedUnitId }: DrawingProps): ReadonlySet<string> {
  const ofUnit = selectedUnitId === null ? [] : (scene.unitById.get(selectedUnitId)?.dealIds ?? []);
  return new Set(selectedDealId === null ? ofUnit : [selectedDealId, ...ofUnit]);
}

type UnitTileProps = {
  unit: SceneUnit;
  tile: Tile;
  isSelected: boolean;
  isDimmed: boolean;
  isTabStop: boolean;
  onSelect: (unitId: string) => void;
  onHover: (unitId: string | null) => void;
};

const UnitTile = memo(function UnitTile({
  unit,
  tile,
  isSelected,
  isDimmed,
  isTabStop,
  onSelect,
  onHover,
}: UnitTileProps) {
  const { t, language } = useTexts('cluster');
  // The larger the tile, the larger is all that stands on it.
  const scale = Math.min(1.6, Math.max(1, Math.min(tile.width / 110, tile.height / 72)));
  const width = tile.width / scale;
  const height = tile.height / scale;
  const isGone = unit.status === 'silent' || unit.status === 'never';
  const caption = unitCaption(unit, t, language);
  const level = Math.min(100, Math.max(0, unit.values.rsocPercent ?? 0));
  return (
    <g transform={`translate(${tile.x} ${tile.y}) scale(${scale})`} className={isDimmed ? styles.dimmed : undefined}>
      <g aria-hidden="true">
        <rect width={width} height={height} rx={8} className={groundClass(unit, isGone, isSelected)} />
        <text x={9} y={17} className={styles.id}>
          {unit.unitId}
        </text>
        {unit.isGridMaster && !isGone && (
          <path
            d="M-11 -6L-13.4 -18L-6.6 -13L0 -20.6L6.6 -13L13.4 -18L11 -6Z"
            transform={`translate(${width - 18} 22) scale(.62)`}
            className={styles.crown}
          />
        )}
        {caption && (
          <text
            x={width - 8}
            y={isGone ? height / 2 + 8 : 17}
            className={unit.status === 'silent' || unit.status === 'failure' ? styles.silent : styles.caption}
          >
            {caption}
          </text>
        )}
        {!isGone && (
          <>
            <text x={9} y={height - 16} className={styles.percent}>
              {unit.values.rsocPercent === null ? '–' : Math.round(unit.values.rsocPercent)}
              <tspan dx={1} className={styles.percentSign}>
                %
              </tspan>
            </text>
            {unit.dealW !== 0 && (
              <text x={width - 8} y={height - 16} className={unit.dealW < 0 ? styles.gives : styles.receives}>
                {quantityText(withSign(formatPower(unit.dealW, language)))}
              </text>
            )}
            <rect x={9} y={height - 11} width={width - 18} height={4} rx={2} className={styles.track} />
            <rect
              x={9}
              y={height - 11}
              width={((width - 18) * level) / 100}
              height={4}
              rx={2}
              className={unit.shown === 'late' ? styles.lateLevel : styles.level}
            />
          </>
        )}
        {unit.shown === 'late' && <rect width={width} height={height} rx={8} className={styles.hatch} />}
      </g>
      <UnitTarget width={width} height={height} rx={8} {...{ unit, isSelected, isTabStop, onSelect, onHover }} />
    </g>
  );
});

function groundClass(unit: SceneUnit, isGone: boolean, isSelected: boolean): string | undefined {
  if (isSelected) return styles.selected;
  if (isGone) return styles.gone;
  if (unit.status === 'alarm') return styles.alarm;
  if (unit.dealW === 0) return styles.ground;
  return unit.dealW < 0 ? styles.giving : styles.receiving;
}
