import { instantOfLocalTime, localTimeOf } from '@commonwatt/domain/local-day';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { useSearchText } from '../../parts/use-search-text.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import styles from './logs.module.css';
import { type LogsSearch, levelChoices } from './logs-search.ts';

type LogFiltersProps = { cluster: ClusterInfo; search: LogsSearch; onChange: (next: Partial<LogsSearch>) => void };

const programs = ['apis-main', 'apis-ccc', 'apis-log'];

/** Which lines: from whom, how grave, with which words, up to when. Choices take effect at once, words with Enter. */
export function LogFilters({ cluster, search, onChange }: LogFiltersProps) {
  const { t } = useTexts('logs');
  const { field, search: searchNow } = useSearchText(search.text ?? '', (text) => onChange({ text }));
  const untilLocal = search.until ? localTimeOf(new Date(search.until), cluster.timeZone) : '';
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
          onChange={({ target }) =>
            onChange({
              level: (Object.keys(levelChoices) as (keyof typeof levelChoices)[]).find((one) => one === target.value),
            })
          }
        >
          <option value="">{t('anyLevel')}</option>
          <option value="severe">{t('severe')}</option>
          <option value="warning">{t('warning')}</option>
          <option value="info">{t('info')}</option>
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
      <label>
        {t('until')}
        <input
          type="datetime-local"
          className={controls.field}
          value={untilLocal}
          onChange={({ target }) =>
            onChange({
              until: target.value === '' ? undefined : instantOfLocalTime(target.value, cluster.timeZone).toISOString(),
              follow: undefined,
            })
          }
        />
      </label>
      <button type="submit" className={controls.primary}>
        {t('search')}
      </button>
    </form>
  );
}

/** Also what is not among the usual can be in the address. */
function withChosen(choices: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || choices.includes(chosen) ? choices : [chosen, ...choices];
}
