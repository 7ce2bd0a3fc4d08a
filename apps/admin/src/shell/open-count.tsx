import type { ClusterRef } from '@commonwatt/domain/refs';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc.ts';
import styles from './shell.module.css';

const refreshMs = 15_000;

/** How many failures of a cluster are open; nothing where none is, or where it is not known. */
export function OpenCount({ cluster }: { cluster: ClusterRef }) {
  const { t } = useTexts('shell');
  const trpc = useTRPC();
  const open = useQuery(trpc.monitoring.openFailures.queryOptions({ cluster }, { refetchInterval: refreshMs }));
  if (!open.data?.length) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{open.data.length}</span>
      <span className="visually-hidden">{t('openFailures', { count: open.data.length })}</span>
    </span>
  );
}
