import type { DealRow } from '@commonwatt/api/deals/deal-row';
import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import controls from '../../parts/controls.module.css';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { flatFields } from '../live/flat-fields.ts';
import styles from './deal-drawer.module.css';
import { replayFromMs } from './replay-from.ts';

type DealTailProps = { cluster: ClusterInfo; row: DealRow; document: unknown };

/** Every field of the deal as its writer named it, and where to go from here. */
export function DealTail({ cluster, row, document }: DealTailProps) {
  const { t, language } = useTexts('deals');
  const [copied, setCopied] = useState<'link' | 'id' | null>(null);
  const fields = flatFields(document);
  const replayMs = replayFromMs(row);
  async function copy(what: 'link' | 'id', text: string) {
    await navigator.clipboard.writeText(text);
    setCopied(what);
  }
  return (
    <>
      <details className={styles.fields}>
        <summary>{t('one.fields', { count: fields.length })}</summary>
        <table className={styles.fieldTable}>
          <tbody>
            {fields.map(({ path, value }) => (
              <tr key={path}>
                <th scope="row">{path}</th>
                <td>
                  {value instanceof Date ? formatInstant(value.getTime(), cluster.timeZone, language) : String(value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <div className={styles.actions}>
        {replayMs !== null && (
          <Link
            to="/$community/$cluster/live"
            params={{ community: cluster.ref.communityId, cluster: cluster.ref.clusterId }}
            search={{ t: new Date(replayMs).toISOString(), deal: row.dealId }}
            className={controls.button}
          >
            {t('one.replay')}
          </Link>
        )}
        <button type="button" className={controls.button} onClick={() => void copy('link', window.location.href)}>
          {t(copied === 'link' ? 'one.copied' : 'one.copyLink')}
        </button>
        <button type="button" className={controls.button} onClick={() => void copy('id', row.dealId)}>
          {t(copied === 'id' ? 'one.copied' : 'one.copyId')}
        </button>
      </div>
      <p role="status" className="visually-hidden">
        {copied && t('one.copied')}
      </p>
    </>
  );
}
