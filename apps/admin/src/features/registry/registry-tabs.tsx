import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import { useRememberedSearch } from '../../shell/remembered-searches.ts';
import tabStyles from '../monitoring/monitoring-tabs.module.css';
import { tableNames } from './registry-tables.ts';

/** Every table, registering many at once, and who changed what. */
export function RegistryTabs() {
  const { t } = useTexts('registry');
  const searchOf = useRememberedSearch();
  return (
    <nav className={tabStyles.tabs} aria-label={t('tabs')}>
      {tableNames.map((table) => (
        <Link
          key={table}
          to="/registry/$table"
          params={{ table }}
          search={searchOf(`/registry/${table}`)}
          activeOptions={{ includeSearch: false }}
        >
          {t(`tables.${table}`)}
        </Link>
      ))}
      <Link to="/registry/batch">{t('tables.batch')}</Link>
      <Link to="/registry/audit" search={searchOf('/registry/audit')} activeOptions={{ includeSearch: false }}>
        {t('tables.audit')}
      </Link>
    </nav>
  );
}
