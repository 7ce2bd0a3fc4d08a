import { useMemo } from 'react';
import { formatEnergy, formatMeasure, formatPower, quantityText } from '../format/quantity.ts';
import type { Translate } from '../texts.ts';
import { useTexts } from '../use-texts.ts';
import type { DrawingProps } from './cluster-drawing.tsx';
import { DealArcs, type DrawnDeal } from './deal-arcs.tsx';
import { DealFlows } from './deal-flows.tsx';
import { dealCurve, dealLanes, type Pill, placePills, shortChord } from './deal-geometry.ts';
import { DealPill } from './deal-pill.tsx';
import { HatchPattern } from './hatch.tsx';
import { type Point, type RingGeometry, ringGeometry } from './layout.ts';
import styles from './ring-drawing.module.css';
import { RingUnit } from './ring-unit.tsx';
import type { Scene, SceneDeal } from './scene.ts';

const mostPills = 8;
/** What `Centre` writes: the largest numbers of the page. */
const readOutSize = { width: 168, height: 90 };

/** Units around their common DC bus, in the order of their ids; up to six of them as a stage with all figures. */
export function RingDrawing(props: DrawingProps) {
  const { scene, size, labels, litDealIds, litUnitIds, selectedDealId } = props;
  const { t, language } = useTexts('cluster');
  const count = scene.units.length;
  const captionLines = labels === 'all' ? 3 : 2;
  const geometry = useMemo(() => ringGeometry(count, size, captionLines), [count, size, captionLines]);
  const arcs = useMemo(() => dealArcs(scene, geometry), [scene, geometry]);
  const pills = labels === 'quiet' ? [] : shownPills(arcs, litDealIds, selectedDealId);
  const places = placePills(pills, { place: geometry.centre, ...readOutSize });
  return (
    <>
      <svg className={styles.drawing} {...size} aria-hidden={count === 0}>
        <defs>
          <HatchPattern />
        </defs>
        <Bus geometry={geometry} />
        {scene.units.map((unit, i) => {
          const place = geometry.places[i];
          if (!place) return null;
          return (
            <RingUnit
              key={unit.unitId}
              unit={unit}
              place={place}
              geometry={geometry}
              labels={labels}
              isSelected={unit.unitId === props.selectedUnitId}
              isDimmed={litUnitIds !== null && !litUnitIds.has(unit.unitId)}
              isTabStop={unit.unitId === props.tabStopUnitId}
              onSelect={props.onSelectUnit}
              onHover={props.onHoverUnit}
            />
          );
        })}
        <DealArcs {...props} arcs={arcs} />
      </svg>
      <DealFlows arcs={arcs} size={size} litDealIds={litDealIds} />
      <svg className={styles.above} {...size} aria-hidden={count === 0}>
        <Centre scene={scene} centre={geometry.centre} />
        {pills.map((pill) => {
          const deal = arcs.find((arc) => arc.deal.dealId === pill.dealId)?.deal;
          const place = places.get(pill.dealId);
          if (!deal || !place) return null;
          return <DealPill key={pill.dealId} {...place} {...pillText(deal, t, language)} />;
        })}
      </svg>
    </>
  );
}

type Arc = DrawnDeal & { chord: number };

function dealArcs(scene: Scene, { centre, bus, places, isStage }: RingGeometry): Arc[] {
  const tapOf = new Map(scene.units.map((unit, i) => [unit.unitId, places[i]?.tap]));
  const clear = isStage ? { rx: 160, ry: 84 } : { rx: Math.min(190, bus.rx * 0.6), ry: Math.min(84, bus.ry * 0.5) };
  const lanes = dealLanes(scene.deals);
  return scene.deals.flatMap((deal) => {
    const from = tapOf.get(deal.fromUnitId);
    const to = tapOf.get(deal.toUnitId);
    if (!from || !to) return [];
    return [
      {
        deal,
        curve: dealCurve(from, to, centre, clear, lanes.get(deal.dealId)),
        chord: Math.hypot(from.x - to.x, from.y - to.y),
      },
    ];
  });
}

/**
 * With many deals only the largest five, and the one pointed at, carry their figures. First come those that must not be
 * left out for want of room: what is selected, then short curves, along which there is little to move.
 */
function shownPills(arcs: readonly Arc[], lit: ReadonlySet<string> | null, selected: string | null): Pill[] {
  const largest = [...arcs].sort((a, b) => (b.deal.powerW ?? 0) - (a.deal.powerW ?? 0)).slice(0, 5);
  const isShown = (arc: Arc) =>
    arcs.length <= mostPills || largest.includes(arc) || lit?.has(arc.deal.dealId) || arc.deal.dealId === selected;
  const rank = ({ deal, chord }: Arc) => (deal.dealId === selected ? 0 : chord);
  return arcs
    .filter((arc) => isShown(arc) && (lit === null || lit.has(arc.deal.dealId)))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ deal, curve, chord }) => ({ dealId: deal.dealId, curve, isShort: chord < shortChord }));
}

function pillText(deal: SceneDeal, t: Translate<'cluster'>, locale: string) {
  const agreed = quantityText(formatEnergy(deal.agreedWh, locale));
  const moved = deal.movedNowWh ?? 0;
  const power = quantityText(formatPower(deal.powerW, locale));
  return {
    power:
      deal.phase === 'preparing'
        ? t('deal.preparingShort')
        : deal.isPowerEstimated || deal.isStale
          ? t('short.estimated', { power })
          : power,
    progressText: deal.phase === 'preparing' ? '' : t('deal.progress', { moved: Math.round(moved), agreed }),
    progress: deal.agreedWh ? Math.min(1, moved / deal.agreedWh) : 0,
  };
}

function Bus({ geometry: { centre, bus } }: { geometry: RingGeometry }) {
  return (
    <g aria-hidden="true">
      <ellipse cx={centre.x} cy={centre.y} {...bus} className={styles.pool} />
      <ellipse cx={centre.x} cy={centre.y} {...bus} className={styles.bus} />
      <ellipse cx={centre.x} cy={centre.y} {...bus} className={styles.busGap} />
    </g>
  );
}

function Centre({ scene, centre }: { scene: Scene; centre: Point }) {
  const { t, language } = useTexts('cluster');
  const sharing = scene.deals.filter((deal) => deal.phase === 'sharing').length;
  const voltage = quantityText(formatMeasure(scene.busV, 'V', 1, language));
  const current = quantityText(formatMeasure(scene.busA, 'A', 1, language));
  return (
    <g className={styles.centre} transform={`translate(${centre.x} ${centre.y})`}>
      <text y={-8} className={styles.moving}>
        {quantityText(formatPower(scene.movingW, language))}
      </text>
      <text y={16} className={styles.deals}>
        {sharing === 0 && scene.deals.length > 0
          ? t('centre.preparing', { count: scene.deals.length })
          : t('centre.moving', { count: sharing })}
      </text>
      {scene.busV !== null && (
        <text y={38} className={styles.busText}>
          {t('centre.bus', { voltage, current })}
        </text>
      )}
    </g>
  );
}
