import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatEnergy, withSign } from '@commonwatt/ui/format/quantity.ts';
import { formatClock, formatDay } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type ReactNode, useId } from 'react';
import type { Home } from '../../shell/own-home.tsx';
import type { SharedDeal } from './deal-list.tsx';
import styles from './deal-row.module.css';
import { DealSteps } from './deal-steps.tsx';

type DealRowProps = {
  home: Home;
  deal: SharedDeal;
  /** Whether the day is told as well. */
  isDated: boolean;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
};

/** A deal in one line, which opens to its steps. */
export function DealRow({ home, deal, isDated, isOpen, onToggle }: DealRowProps) {
  const { t, language } = useTexts('sharing');
  const id = useId();
  const isGiven = deal.direction === 'gave';
  const { movedWh } = deal;
  const amount = withSign(formatEnergy(movedWh === null ? null : isGiven ? -movedWh : movedWh, language));
  const isEarly = deal.outcome === 'aborted' || deal.outcome === 'emergencyStop';
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => onToggle(!isOpen)}
      >
        <span className={isGiven ? styles.gave : styles.received}>
          <Icon name={isGiven ? 'arrowUp' : 'arrowDown'} />
        </span>
        <span className={styles.words}>
          <b>{t(isGiven ? 'toNeighbour' : 'fromNeighbour')}</b>
          <span>{timesText()}</span>
          {isEarly && <em>{t('endedEarly')}</em>}
        </span>
        <span className={isGiven ? styles.gaveWh : styles.receivedWh}>
          {amount.value} <small>{movedWh === null ? '' : amount.unit}</small>
        </span>
      </button>
      <div id={id}>{isOpen && <DealSteps home={home} dealId={deal.dealId} />}</div>
    </li>
  );

  function timesText(): ReactNode {
    const { createdAt, startedAt, stoppedAt, durationMs, outcome } = deal;
    const begin = (startedAt ?? createdAt)?.getTime();
    if (begin === undefined) return '–';
    const clock = (atMs: number) => formatClock(atMs, home.timeZone, language);
    const end = stoppedAt ? clock(stoppedAt.getTime()) : outcome === 'running' ? t('runningNow') : '';
    const minutes = durationMs === null ? null : Math.max(1, Math.round(durationMs / 60_000));
    return (
      <>
        {isDated && `${formatDay(begin, home.timeZone, language)} `}
        {clock(begin)}
        {end && ` – ${end}`}
        {minutes !== null && (
          <>
            {' '}
            <i className={styles.length}>· {formatDuration(minutes * 60_000, language)}</i>
          </>
        )}
      </>
    );
  }
}
