import type { ClusterRef } from '@commonwatt/domain/refs';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { DayCharts } from '../history/day-charts.tsx';
import styles from './panel.module.css';

type UnitHistoryProps = { cluster: ClusterRef; unitId: string; timeZone: string; replayedMs: number | null };

const heightsPx = { power: 110, sharing: 80, battery: 110 };

/** A day of a unit up to now or the replayed instant. */
export function UnitHistory(props: UnitHistoryProps) {
  const { t, language } = useTexts('live');
  const { replayedMs, timeZone } = props;
  const zone = formatZone(replayedMs ?? Date.now(), timeZone, language);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        {t('charts')}
        <span className={styles.note}>{t(replayedMs === null ? 'last24' : 'before24', { zone })}</span>
      </h2>
      <DayCharts {...props} heightsPx={heightsPx} />
    </section>
  );
}
