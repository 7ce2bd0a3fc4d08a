import { type PillPlace, pillSize } from './deal-geometry.ts';
import styles from './deal-pill.module.css';

type DealPillProps = PillPlace & { power: string; progressText: string; progress: number };

/** Power and progress of a deal, on its curve. The arc itself carries the same as a sentence. */
export function DealPill({ place, isShort, power, progressText, progress }: DealPillProps) {
  const { width, height } = pillSize[isShort ? 'short' : 'long'];
  const bar = { x: -width / 2 + 9, y: height / 2 - 10, width: width - 18, height: 4 };
  return (
    <g transform={`translate(${place.x} ${place.y})`} className={styles.pill} aria-hidden="true">
      <rect x={-width / 2} y={-height / 2} width={width} height={height} rx={10} className={styles.ground} />
      <text x={isShort ? 0 : bar.x} y={isShort ? 1 : -1} className={isShort ? styles.powerShort : styles.power}>
        {power}
      </text>
      {!isShort && (
        <text x={-bar.x} y={-1} className={styles.progress}>
          {progressText}
        </text>
      )}
      <rect {...bar} rx={2} className={styles.track} />
      <rect {...bar} rx={2} width={bar.width * progress} className={styles.done} />
    </g>
  );
}
