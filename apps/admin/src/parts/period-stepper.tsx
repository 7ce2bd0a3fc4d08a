import { type DayPeriod, shiftPeriod } from '@commonwatt/domain/calendar';
import { formatDays } from '@commonwatt/ui/format/span.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Popover } from '@commonwatt/ui/popover.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type FormEvent, useState } from 'react';
import styles from './controls.module.css';
import formStyles from './period-stepper.module.css';

type PeriodStepperProps = {
  period: DayPeriod;
  /** The day it is where the cluster is: what begins later has not been yet. */
  today: string;
  onChange: (period: DayPeriod) => void;
  onStep: (steps: 1 | -1) => void;
  /** For pages that show less than whole days: what to call it, and whether it is the latest. */
  shown?: string;
  isLatest?: boolean;
};

/** The period a page is about: the one before, the next, or any two days. */
export function PeriodStepper(props: PeriodStepperProps) {
  const { period, today, onChange, onStep } = props;
  const { t, language } = useTexts('parts');
  const isLatest = props.isLatest ?? shiftPeriod(period, 1).fromDay > today;
  const shown = props.shown ?? formatDays(period, language);
  return (
    <div className={styles.joined}>
      <button
        type="button"
        className={`${styles.button} ${styles.square}`}
        aria-label={t('earlier')}
        onClick={() => onStep(-1)}
      >
        <Icon name="chevronLeft" size={16} />
      </button>
      <Popover
        label={t('choosePeriod', { period: shown })}
        trigger={
          <>
            <Icon name="calendar" size={16} />
            {shown}
          </>
        }
        triggerClassName={styles.button}
        align="end"
      >
        {(close) => (
          <PeriodForm
            // What was typed and not shown belongs to the period it was typed over.
            key={`${period.fromDay} ${period.toDay}`}
            period={period}
            today={today}
            onChange={(chosen) => {
              onChange(chosen);
              close();
            }}
          />
        )}
      </Popover>
      <button
        type="button"
        className={`${styles.button} ${styles.square}`}
        aria-label={t('later')}
        disabled={isLatest}
        onClick={() => onStep(1)}
      >
        <Icon name="chevronRight" size={16} />
      </button>
    </div>
  );
}

type PeriodFormProps = Pick<PeriodStepperProps, 'period' | 'today' | 'onChange'>;

function PeriodForm({ period, today, onChange }: PeriodFormProps) {
  const { t } = useTexts('parts');
  const [typed, setTyped] = useState(period);
  const isReversed = typed.toDay < typed.fromDay;
  const isWhole = typed.fromDay !== '' && typed.toDay !== '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole && !isReversed) onChange(typed);
  }
  return (
    <form className={formStyles.form} onSubmit={submit}>
      <label>
        {t('fromDay')}
        <input
          type="date"
          className={styles.field}
          value={typed.fromDay}
          max={today}
          required
          onChange={(event) => setTyped({ ...typed, fromDay: event.target.value })}
        />
      </label>
      <label>
        {t('toDay')}
        <input
          type="date"
          className={styles.field}
          value={typed.toDay}
          required
          onChange={(event) => setTyped({ ...typed, toDay: event.target.value })}
        />
      </label>
      {isWhole && isReversed && (
        <p role="alert" className={formStyles.error}>
          {t('reversed')}
        </p>
      )}
      <button type="submit" className={styles.primary} disabled={!isWhole || isReversed}>
        {t('showPeriod')}
      </button>
    </form>
  );
}
