import { instantOfLocalTime, localTimeOf } from '@commonwatt/domain/local-day';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { latestLocalTime, useTypedDate } from '@commonwatt/ui/use-typed-date.ts';
import controls from '../../parts/controls.module.css';
import { useSearchText } from '../../parts/use-search-text.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import styles from './logs.module.css';
import { type LogsSearch, levelNames } from './logs-search.ts';

type LogFiltersProps = { cluster: ClusterInfo; search: LogsSearch; onChange: (next: Partial<LogsSearch>) => void };

const programs = ['apis-main', 'apis-ccc', 'apis-log'];

/** Which lines: from whom, how grave, with which words, from when to when. Choices take effect at once, words with Enter. */
export function LogFilters({ cluster, search, onChange }: LogFiltersProps) {
  const { t } = useTexts('logs');
  const { field, search: searchNow } = useSearchText(search.text ?? '', (text) => onChange({ text }));
  return (
    <form className={styles.filters} onSubmit={searchNow}>
      <label className={styles.words}>
        {t('text')}
        <input ref={field} type="search" className={controls.field} defaultValue={search.text ?? ''} maxLength={200} />
      </label>
      <label>
        {t('level')}
        <select
          className={controls.field}
          value={search.level ?? ''}
          onChange={({ target }) => onChange({ level: levelNames.find((one) => one === target.value) })}
        >
          <option value="">{t('anyLevel')}</option>
          {levelNames.map((level) => (
            <option key={level} value={level}>
              {t(`levels.${level}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('program')}
        <select
          className={controls.field}
          value={search.program ?? ''}
          onChange={({ target }) => onChange({ program: target.value || undefined, unit: undefined })}
        >
          <option value="">{t('anyProgram')}</option>
          {withChosen(programs, search.program).map((program) => (
            <option key={program}>{program}</option>
          ))}
        </select>
      </label>
      <label>
        {t('unit')}
        <select
          className={controls.field}
          value={search.unit ?? ''}
          onChange={({ target }) => onChange({ unit: target.value || undefined, program: undefined })}
        >
          <option value="">{t('anyUnit')}</option>
          {withChosen(
            cluster.units.map(({ unitId }) => unitId),
            search.unit,
          ).map((unitId) => (
            <option key={unitId}>{unitId}</option>
          ))}
        </select>
      </label>
      <TimeField
        label={t('from')}
        value={search.from}
        timeZone={cluster.timeZone}
        onChange={(from) => onChange({ from })}
      />
      <TimeField
        label={t('until')}
        value={search.until}
        timeZone={cluster.timeZone}
        onChange={(until) => onChange({ until, follow: undefined })}
      />
      <button type="submit" className={controls.primary}>
        {t('search')}
      </button>
    </form>
  );
}

type TimeFieldProps = {
  label: string;
  /** An instant, as the address says it. */
  value: string | undefined;
  timeZone: string;
  onChange: (value: string | undefined) => void;
};

/** An instant, typed and shown as clocks of the cluster say it. */
function TimeField({ label, value, timeZone, onChange }: TimeFieldProps) {
  const shown = value === undefined ? '' : localTimeOf(new Date(value), timeZone);
  const typed = useTypedDate(shown, (local) =>
    onChange(local === '' ? undefined : instantOfLocalTime(local, timeZone).toISOString()),
  );
  return (
    <label>
      {label}
      <input type="datetime-local" className={controls.field} max={latestLocalTime} {...typed} />
    </label>
  );
}

/** Also what is not among the usual can be in the address. */
function withChosen(choices: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || choices.includes(chosen) ? choices : [chosen, ...choices];
}
