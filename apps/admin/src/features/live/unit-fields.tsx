import type { UnitRef } from '@commonwatt/domain/refs';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../trpc.ts';
import { flatFields } from './flat-fields.ts';
import styles from './panel.module.css';
import fields from './unit-fields.module.css';

/** Every field of the unit's newest document as its writer named it, read when unfolded and then every 10 s. */
export function UnitFields({ unit, timeZone }: { unit: UnitRef; timeZone: string }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('live');
  const [isOpen, setIsOpen] = useState(false);
  const document = useQuery(
    trpc.units.document.queryOptions({ unit }, { enabled: isOpen, refetchInterval: isOpen ? 10_000 : false }),
  );
  return (
    <section className={styles.section}>
      <details className={fields.fields} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{t('allFields')}</summary>
        {document.isPending ? (
          <Loading label={t('fields')} />
        ) : document.isError ? (
          <ErrorNotice
            what={t('fields')}
            requestId={requestId(document.error)}
            onRetry={() => void document.refetch()}
          />
        ) : document.data === null ? (
          <Empty title={t('statuses.never')} />
        ) : (
          <table className={fields.fieldTable}>
            <tbody>
              {flatFields(document.data).map(({ path, value }) => (
                <tr key={path}>
                  <th scope="row">{path}</th>
                  <td>{value instanceof Date ? formatInstant(value.getTime(), timeZone, language) : String(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </details>
    </section>
  );
}
