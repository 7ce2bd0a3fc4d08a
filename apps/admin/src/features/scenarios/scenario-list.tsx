import { checkScenario } from '@commonwatt/domain/scenario-check';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import type { HomeChoice, ScenarioRow } from './scenario-types.ts';
import styles from './scenarios.module.css';
import { ScopeText } from './scope-text.tsx';

type ScenarioListProps = {
  list: { scenarios: readonly ScenarioRow[]; homes: readonly HomeChoice[] };
  onOpen: (id: number) => void;
};

/** Every scenario that homes of the community may choose, with how many do and whether something is wrong with it. */
export function ScenarioList({ list: { scenarios, homes }, onOpen }: ScenarioListProps) {
  const { t } = useTexts('scenarios');
  if (scenarios.length === 0) return <Empty title={t('none')}>{t('noneBody')}</Empty>;
  const homesOf = (id: number) => homes.filter(({ scenarioId }) => scenarioId === id).length;
  return (
    <Card title={t('all')} note={scenarios.length}>
      <DataTable
        caption={t('all')}
        rows={scenarios}
        rowKey={({ id }) => String(id)}
        onSelect={({ id }) => onOpen(id)}
        columns={[
          { key: 'name', header: t('name'), cell: ({ name }) => <b>{name}</b> },
          { key: 'scope', header: t('scope'), cell: (row) => <ScopeText scenario={row} /> },
          { key: 'homes', header: t('homes'), isNumber: true, cell: ({ id }) => homesOf(id) },
          { key: 'state', header: t('state'), cell: ({ data }) => <State data={data ?? ''} /> },
          { key: 'description', header: t('description'), cell: ({ description }) => description },
        ]}
      />
    </Card>
  );
}

function State({ data }: { data: string }) {
  const { t } = useTexts('scenarios');
  const findings = checkScenario(data);
  const errors = findings.filter(({ level }) => level === 'error').length;
  if (errors > 0) {
    return (
      <span className={styles.error}>
        <Icon name="stop" size={16} />
        {t('errors', { count: errors })}
      </span>
    );
  }
  if (findings.length === 0) return t('fine');
  return (
    <span className={styles.warning}>
      <Icon name="warning" size={16} />
      {t('warnings', { count: findings.length })}
    </span>
  );
}
