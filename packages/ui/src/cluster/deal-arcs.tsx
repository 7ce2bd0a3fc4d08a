import { useId } from 'react';
import { pressKeys } from '../press-keys.ts';
import { useTexts } from '../use-texts.ts';
import type { DrawingProps } from './cluster-drawing.tsx';
import styles from './deal-arcs.module.css';
import { type Curve, curvePath, dealWidth, directionOnCurve, pointOnCurve } from './deal-geometry.ts';
import type { SceneDeal } from './scene.ts';
import { dealSentence } from './unit-sentence.ts';

/** A deal and the curve that stands for it. */
export type DrawnDeal = { deal: SceneDeal; curve: Curve };

type DealArcsProps = Pick<DrawingProps, 'litDealIds' | 'selectedDealId' | 'onSelectDeal' | 'onHoverDeal'> & {
  arcs: readonly DrawnDeal[];
};

/** All deals of a drawing. What flows along them is drawn apart, by `DealFlows`. */
export function DealArcs({ arcs, litDealIds, selectedDealId, onSelectDeal, onHoverDeal }: DealArcsProps) {
  const { t, language } = useTexts('cluster');
  return arcs.map(({ deal, curve }) => (
    <DealArc
      key={deal.dealId}
      deal={deal}
      curve={curve}
      label={dealSentence(deal, t, language)}
      isDimmed={litDealIds !== null && !litDealIds.has(deal.dealId)}
      isSelected={deal.dealId === selectedDealId}
      onSelect={onSelectDeal}
      onHover={onHoverDeal}
    />
  ));
}

type DealArcProps = {
  deal: SceneDeal;
  curve: Curve;
  /** A sentence that says everything the arc shows. */
  label: string;
  isDimmed: boolean;
  isSelected: boolean;
  onSelect: (dealId: string) => void;
  onHover: (dealId: string | null) => void;
};

/** One deal that can be pointed at, focused and pressed. */
function DealArc({ deal, curve, label, isDimmed, isSelected, onSelect, onHover }: DealArcProps) {
  return (
    <g
      role="button"
      tabIndex={-1}
      aria-label={label}
      aria-pressed={isSelected}
      data-deal={deal.dealId}
      className={isDimmed ? styles.dimmed : styles.arc}
      onClick={() => onSelect(deal.dealId)}
      onKeyDown={pressKeys(() => onSelect(deal.dealId))}
      onFocus={() => onHover(deal.dealId)}
      onBlur={() => onHover(null)}
      onMouseEnter={() => onHover(deal.dealId)}
      onMouseLeave={() => onHover(null)}
    >
      <DealStroke deal={deal} curve={curve} isSelected={isSelected} />
    </g>
  );
}

/** Curves shorter than this (px) have room for one chevron only. */
const shortCurve = 60;

/**
 * A deal as a curve from the one who gives (orange) to the one who receives (blue). While it shares, it is solid and its
 * width tells the power; while it is prepared, it is a thin dashed line between hollow ends. The two must not be confused
 * where nothing moves either.
 */
export function DealStroke({ deal, curve, isSelected }: DrawnDeal & { isSelected: boolean }) {
  const gradientId = useId();
  const path = curvePath(curve);
  const width = dealWidth(deal.powerW);
  const stroke = `url(#${gradientId})`;
  const isPreparing = deal.phase === 'preparing';
  return (
    <g className={deal.isStale ? styles.stale : undefined}>
      <DealGradient id={gradientId} curve={curve} />
      <path
        d={path}
        className={isPreparing && !isSelected ? styles.reach : styles.halo}
        stroke={stroke}
        strokeWidth={width + (isSelected ? 11 : 7)}
      />
      {isPreparing ? (
        <path d={path} className={styles.preparing} stroke={stroke} />
      ) : (
        <>
          <path d={path} className={styles.line} stroke={stroke} strokeWidth={width} />
          <Chevrons curve={curve} width={width} />
        </>
      )}
      <circle cx={curve.from.x} cy={curve.from.y} r={4.5} className={isPreparing ? styles.giveEnd : styles.giveTap} />
      <circle cx={curve.to.x} cy={curve.to.y} r={4.5} className={isPreparing ? styles.receiveEnd : styles.receiveTap} />
    </g>
  );
}

function Chevrons({ curve, width }: { curve: Curve; width: number }) {
  const chord = Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y);
  const size = Math.max(1, width / 4.5);
  return (chord < shortCurve ? [0.5] : [0.17, 0.83]).map((t) => {
    const { x, y } = pointOnCurve(curve, t);
    return (
      <path
        key={t}
        d="M-4.5 -5.5L4.5 0L-4.5 5.5"
        transform={`translate(${x} ${y}) rotate(${directionOnCurve(curve, t)}) scale(${size})`}
        className={t < 0.5 ? styles.giveHead : styles.receiveHead}
      />
    );
  });
}

/** Orange where a curve begins, blue where it ends. */
function DealGradient({ id, curve: { from, to } }: { id: string; curve: Curve }) {
  return (
    <linearGradient id={id} gradientUnits="userSpaceOnUse" x1={from.x} y1={from.y} x2={to.x} y2={to.y}>
      <stop offset="0" className={styles.giveStop} />
      <stop offset=".35" className={styles.giveStop} />
      <stop offset=".65" className={styles.receiveStop} />
      <stop offset="1" className={styles.receiveStop} />
    </linearGradient>
  );
}
