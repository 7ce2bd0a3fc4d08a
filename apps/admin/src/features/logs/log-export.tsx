import { toCsv } from '@commonwatt/ui/format/csv.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { saveFile } from '@commonwatt/ui/save-file.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useRef, useState } from 'react';
import controls from '../../parts/controls.module.css';
import type { LogLine } from '../../parts/log-lines.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPCClient } from '../../trpc.ts';
import styles from './logs.module.css';
import { type LogsSearch, logsQuery } from './logs-search.ts';

const mostLines = 20_000;
const pageSize = 500;

/** Saves the lines that are searched for, newest first, as CSV; it tells how far it is and can be stopped. */
export function LogExport({ cluster, search }: { cluster: ClusterInfo; search: LogsSearch }) {
  const { t } = useTexts('logs');
  const client = useTRPCClient();
  const [progress, setProgress] = useState<{ count: number } | 'failed' | null>(null);
  const stopping = useRef<AbortController | null>(null);

  async function save() {
    const abort = new AbortController();
    stopping.current = abort;
    const { signal } = abort;
    const lines: LogLine[] = [];
    let cursor: { atMs: number; skip: number } | null = null;
    try {
      do {
        setProgress({ count: lines.length });
        const asked = { cluster: cluster.ref, ...logsQuery(search), order: 'older' as const };
        const page = await client.logs.search.query({ ...asked, limit: pageSize, cursor }, { signal });
        lines.push(...page.lines);
        cursor = page.next;
      } while (cursor && lines.length < mostLines);
      const { communityId, clusterId } = cluster.ref;
      saveFile(`logs-${communityId}-${clusterId}.csv`, csvOf(lines));
      setProgress(null);
    } catch {
      setProgress(signal.aborted ? null : 'failed');
    }
  }

  if (progress !== null && progress !== 'failed') {
    return (
      <button type="button" className={controls.button} onClick={() => stopping.current?.abort()}>
        <Icon name="close" size={14} />
        {t('exporting', { count: progress.count })}
      </button>
    );
  }
  return (
    <>
      <button
        type="button"
        className={controls.button}
        title={t('exportMost', { count: mostLines })}
        onClick={() => void save()}
      >
        <Icon name="download" size={16} />
        CSV
      </button>
      {progress === 'failed' && (
        <span role="alert" className={styles.problem}>
          {t('exportFailed')}
        </span>
      )}
    </>
  );
}

function csvOf(lines: readonly LogLine[]): string {
  const heading = ['time', 'level', 'programId', 'unitId', 'logger', 'thread', 'message'];
  const rows = lines.map((line) => [
    new Date(line.atMs).toISOString(),
    line.level,
    line.programId,
    line.unitId,
    line.logger,
    line.thread,
    line.message,
  ]);
  return toCsv(heading, rows);
}
