import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import { FieldText } from './field-text.tsx';
import styles from './registry.module.css';
import type { Row } from './registry-api.ts';
import { registryTables, type TableName } from './registry-tables.ts';
import { type References, zoneOf } from './use-references.ts';

/** How the audit trail calls a row of each table. */
const subjects = {
  communities: 'community',
  clusters: 'cluster',
  units: 'unit',
  users: 'user',
  scenarios: 'scenario',
  choices: 'choice',
  communitySettings: 'communitysetting',
  monitorSettings: 'monitorsetting',
  failures: 'failure',
} as const satisfies Record<TableName, string>;

type RowFactsProps = { table: TableName; row: Row; references: References };

/** What is known of a row besides what can be changed, and the way to all that was done to it. */
export function RowFacts({ table, row, references }: RowFactsProps) {
  const { t } = useTexts('registry');
  const facts = registryTables[table].shown?.filter(({ name }) => name in row) ?? [];
  return (
    <section>
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map((field) => (
            <div key={field.name}>
              <dt>{t(`fields.${field.name}`)}</dt>
              <dd>
                <FieldText
                  field={field}
                  value={row[field.name]}
                  references={references}
                  timeZone={zoneOf(row, references)}
                />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Link to="/registry/audit" className={styles.history} search={{ about: `${subjects[table]} ${row.id}` }}>
        {t('history')}
      </Link>
    </section>
  );
}
