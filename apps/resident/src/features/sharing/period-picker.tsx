import { addDays, shiftPeriod } from '@commonwatt/domain/calendar';
import { formatDays } from '@commonwatt/ui/format/span.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useTypedDate } from '@commonwatt/ui/use-typed-date.ts';
import styles from './period-picker.module.css';
import { type SharingView, viewPeriod } from './sharing-search.ts';

type PeriodPickerProps = { view: SharingView; today: string; onShow: (change: Partial<SharingView>) => void };

/** The day, week, month or year that is shown: the one before, the next, or that of any day. */
export function PeriodPicker({ view, today, onShow }: PeriodPickerProps) {
  const { t, language } = useTexts('sharing');
  const period = viewPeriod(view);
  const next = shiftPeriod(period, 1);
  const typed = useTypedDate(view.day, (day) => day !== '' && onShow({ day }));
  const before = view.span === 'day' ? addDays(view.day, -1) : shiftPeriod(period, -1).fromDay;
  return (
    <div className={styles.picker}>
      <button type="button" aria-label={t('earlier')} onClick={() => onShow({ day: before })}>
        <Icon name="chevronLeft" />
      </button>
      <label className={styles.shown}>
        <Icon name="calendar" size={18} />
        <span>{formatDays(period, language)}</span>
        <input
          type="date"
          aria-label={t('chooseDay')}
          {...typed}
          max={today}
          onClick={(event) => event.currentTarget.showPicker?.()}
        />
      </label>
      <button
        type="button"
        aria-label={t('later')}
        disabled={next.fromDay > today}
        onClick={() => onShow({ day: next.fromDay })}
      >
        <Icon name="chevronRight" />
      </button>
    </div>
  );
}
