import { Icon } from '@commonwatt/ui/icons.tsx';
import { apiAddress } from '@commonwatt/ui/places.ts';
import { Popover } from '@commonwatt/ui/popover.tsx';
import { saveFile } from '@commonwatt/ui/save-file.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useEffect, useRef, useState } from 'react';
import controls from '../../parts/controls.module.css';
import styles from './deals.module.css';
import { fetchFile } from './fetch-file.ts';

type Progress =
  | { kind: 'idle' }
  | { kind: 'running'; done: number; total: number }
  | { kind: 'done'; count: number }
  | { kind: 'cancelled' }
  | { kind: 'failed'; reason: string };

/** The deals that the table lists as a file, with its progress; it can be cancelled. */
export function DealsExport({ query }: { query: Record<string, string> }) {
  const { t } = useTexts('deals');
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(format: 'csv' | 'json') {
    const controller = new AbortController();
    running.current = controller;
    setProgress({ kind: 'running', done: 0, total: 0 });
    try {
      const file = await fetchFile(apiAddress(`/export/deals?${new URLSearchParams({ ...query, format })}`), {
        signal: controller.signal,
        onProgress: (done, total) => setProgress({ kind: 'running', done, total }),
      });
      saveFile(file.name, file.blob, file.blob.type);
      setProgress({ kind: 'done', count: file.rowCount });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setProgress(controller.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', reason });
    }
  }

  return (
    <Popover
      label={t('export')}
      trigger={
        <>
          <Icon name="download" size={16} />
          {t('export')}
        </>
      }
      triggerClassName={controls.button}
      align="end"
    >
      {() => (
        <div className={styles.export}>
          <p>{t('exportNote')}</p>
          {progress.kind === 'running' ? (
            <>
              <progress {...(progress.total > 0 ? { value: progress.done, max: progress.total } : {})}>
                {t('exporting', { done: progress.done, total: progress.total })}
              </progress>
              <p>{t('exporting', { done: progress.done, total: progress.total })}</p>
              <button type="button" className={controls.button} onClick={() => running.current?.abort()}>
                {t('cancel')}
              </button>
            </>
          ) : (
            <div className={styles.exportKinds}>
              <button type="button" className={controls.button} onClick={() => void start('csv')}>
                {t('exportCsv')}
              </button>
              <button type="button" className={controls.button} onClick={() => void start('json')}>
                {t('exportJson')}
              </button>
            </div>
          )}
          <p role="status">
            {progress.kind === 'done' && t('exportDone', { count: progress.count })}
            {progress.kind === 'cancelled' && t('exportCancelled')}
            {progress.kind === 'failed' && t('exportFailed', { reason: progress.reason })}
          </p>
        </div>
      )}
    </Popover>
  );
}
