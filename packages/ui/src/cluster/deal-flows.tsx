import { useId } from 'react';
import { useReducedMotion } from '../use-reduced-motion.ts';
import { DealGradient, type DrawnDeal } from './deal-arcs.tsx';
import styles from './deal-flows.module.css';
import { curvePath, dealWidth } from './deal-geometry.ts';
import type { Size } from './layout.ts';

type DealFlowsProps = {
  arcs: readonly DrawnDeal[];
  size: Size;
  /** Deals to show clearly; null shows all alike. */
  litDealIds: ReadonlySet<string> | null;
};

const mostMoving = 40;

/**
 * What flows along the deals that share, in a layer of its own: so that a frame of it does not draw anew what stands still
 * beneath and above. Of very many deals only the first move.
 */
export function DealFlows({ arcs, size, litDealIds }: DealFlowsProps) {
  const isStill = useReducedMotion();
  return (
    <svg className={styles.layer} {...size} aria-hidden="true">
      {arcs.map(({ deal, curve }, i) =>
        deal.phase === 'preparing' ? null : (
          <Flow
            key={deal.dealId}
            deal={deal}
            curve={curve}
            isMoving={!isStill && !deal.isStale && i < mostMoving}
            isDimmed={litDealIds !== null && !litDealIds.has(deal.dealId)}
          />
        ),
      )}
    </svg>
  );
}

function Flow({ deal, curve, isMoving, isDimmed }: DrawnDeal & { isMoving: boolean; isDimmed: boolean }) {
  const gradientId = useId();
  return (
    <g className={isDimmed ? styles.dimmed : deal.isStale ? styles.stale : undefined}>
      <DealGradient id={gradientId} curve={curve} />
      <path
        d={curvePath(curve)}
        className={isMoving ? styles.flow : styles.still}
        stroke={`url(#${gradientId})`}
        strokeWidth={dealWidth(deal.powerW)}
      />
    </g>
  );
}
