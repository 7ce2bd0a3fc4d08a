import type { DealPeriodSums } from '@commonwatt/api/deals/read-period';
import { CsvButton } from '@commonwatt/ui/csv-button.tsx';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { Segments } from '@commonwatt/ui/segments.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { lazy, Suspense } from 'react';
import { Card } from '../../parts/card.tsx';
import { pairFile, unitFile } from './deal-files.ts';
import type { DealsSearch } from './deals-search.ts';
import styles from './flows.module.css';
import { PairMatrix } from './pair-matrix.tsx';
import { UnitBars } from './unit-bars.tsx';

const PairChord = lazy(() => import('./pair-chord.tsx').then((module) => ({ default: module.PairChord })));

type DealFlowsProps = {
  sums: Pick<DealPeriodSums, 'units' | 'pairs' | 'totals'>;
  view: 'bars' | 'pairs' | 'chord';
  onChange: (next: Partial<DealsSearch>) => void;
};

/** Who gave to whom, in one of three drawings, as a file, and the sums that they share. */
export function DealFlows({ sums, view, onChange }: DealFlowsProps) {
  const { t, language } = useTexts('deals');
  const { units, pairs, totals } = sums;
  const showUnit = (unit: string) => onChange({ unit });
  return (
    <Card
      title={t('flows.title')}
      tools={
        <Segments
          label={t('flows.view')}
          value={view}
          options={[
            { value: 'bars', text: t('flows.bars') },
            { value: 'pairs', text: t('flows.pairs') },
            { value: 'chord', text: t('flows.chord') },
          ]}
          onChange={(next) => onChange({ flows: next === 'bars' ? undefined : next })}
        />
      }
    >
      {pairs.length === 0 ? (
        <p className={styles.quiet}>{t('flows.nothing')}</p>
      ) : view === 'bars' ? (
        <UnitBars units={units} onShow={showUnit} />
      ) : view === 'pairs' ? (
        <PairMatrix pairs={pairs} onShow={showUnit} />
      ) : (
        <PartBoundary what={t('flows.chord')}>
          <Suspense fallback={<Loading label={t('flows.chord')} height={340} />}>
            <PairChord pairs={pairs} />
          </Suspense>
        </PartBoundary>
      )}
      {pairs.length > 0 && (
        <div className={styles.file}>
          <CsvButton
            what={t('flows.title')}
            fileName={view === 'bars' ? 'deal-units' : 'deal-pairs'}
            table={() => (view === 'bars' ? unitFile(units) : pairFile(pairs))}
          />
        </div>
      )}
      <p className={styles.adds}>
        <strong>{t('flows.adds', { amount: quantityText(formatEnergy(totals.amountWh, language)) })}</strong>
        <span className={styles.quiet}>{t('flows.addsNote')}</span>
      </p>
    </Card>
  );
}
