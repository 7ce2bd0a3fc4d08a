import { useReducedMotion } from '../use-reduced-motion.ts';
import type { DrawnDeal } from './deal-arcs.tsx';
import styles from './deal-flows.module.css';
import { betweenEnds, curvePath, dealWidth } from './deal-geometry.ts';
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
 * beneath and above. Of very many deals only the first move. Nothing that stands still is drawn here: it would look like a
 * deal that is only being prepared.
 */
export function DealFlows({ arcs, size, litDealIds }: DealFlowsProps) {
  const isStill = useReducedMotion();
  const isMoving = ({ deal }: DrawnDeal) => !isStill && !deal.isStale && deal.phase === 'sharing';
  return (
    <svg className={styles.layer} {...size} aria-hidden="true">
      {arcs
        .filter(isMoving)
        .slice(0, mostMoving)
        .map(({ deal, curve }) => (
          <path
            key={deal.dealId}
            d={curvePath(betweenEnds(curve))}
            className={litDealIds === null || litDealIds.has(deal.dealId) ? styles.flow : styles.dimmed}
            strokeWidth={Math.max(1.4, dealWidth(deal.powerW) * 0.45)}
          />
        ))}
    </svg>
  );
}
