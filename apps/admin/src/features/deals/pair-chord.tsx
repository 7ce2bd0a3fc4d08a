import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type Chord, type ChordGroup, chordDirected, ribbonArrow } from 'd3-chord';
import { arc } from 'd3-shape';
import { useState } from 'react';
import { largestPairs, type PairSum, squarePairs } from './pair-sums.ts';
import styles from './pairs.module.css';

const size = 360;
const outer = size / 2 - 34;
const inner = outer - 10;
/** More ribbons than this hide each other. */
const mostPairs = 80;

const groupArc = arc<ChordGroup>().innerRadius(inner).outerRadius(outer);
const arrow = ribbonArrow<Chord, Chord['source']>().radius(inner - 1);

/** Who gave to whom: an arrow from the giver to the receiver, as wide as what was moved. `PairMatrix` says the same. */
export function PairChord({ pairs }: { pairs: readonly PairSum[] }) {
  const { t, language } = useTexts('deals');
  const [pointed, setPointed] = useState<string | null>(null);
  const largest = largestPairs(pairs, mostPairs);
  const { unitIds, amounts } = squarePairs(largest);
  const layout = chordDirected().padAngle(Math.min(0.04, 2 / unitIds.length))(
    amounts.map((row) => row.map((pair) => pair?.amountWh ?? 0)),
  );
  const energy = (amountWh: number) => quantityText(formatEnergy(amountWh, language));
  const isDimmed = (...ids: (string | undefined)[]) => pointed !== null && !ids.includes(pointed);
  return (
    <figure className={styles.chord}>
      <svg viewBox={`${-size / 2} ${-size / 2} ${size} ${size}`} role="img" aria-label={t('flows.title')}>
        {layout.map((chord) => {
          const pair = amounts[chord.source.index]?.[chord.target.index];
          if (!pair || pair.amountWh === 0) return null;
          const { dischargeUnitId: giver, chargeUnitId: receiver, amountWh, dealCount } = pair;
          return (
            <path
              key={`${giver} ${receiver}`}
              className={styles.ribbon}
              data-dimmed={isDimmed(giver, receiver) || undefined}
              d={String(arrow(chord))}
            >
              <title>{t('flows.pair', { giver, receiver, amount: energy(amountWh), count: dealCount })}</title>
            </path>
          );
        })}
        {layout.groups.map((group) => {
          const unitId = unitIds[group.index] ?? '';
          const angle = (group.startAngle + group.endAngle) / 2;
          const isLeft = angle > Math.PI;
          return (
            <g
              key={unitId}
              data-dimmed={isDimmed(unitId) || undefined}
              onPointerEnter={() => setPointed(unitId)}
              onPointerLeave={() => setPointed(null)}
            >
              <path className={styles.chordUnit} d={groupArc(group) ?? ''} />
              <text
                className={styles.chordLabel}
                transform={`rotate(${(angle * 180) / Math.PI - 90}) translate(${outer + 4}) ${isLeft ? 'rotate(180)' : ''}`}
                textAnchor={isLeft ? 'end' : 'start'}
                dominantBaseline="central"
              >
                {unitId}
              </text>
            </g>
          );
        })}
      </svg>
      {largest.length < pairs.length && (
        <figcaption className={styles.quiet}>
          {t('flows.largest', { count: largest.length, total: pairs.length })}
        </figcaption>
      )}
    </figure>
  );
}
