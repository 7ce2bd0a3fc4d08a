import type { HousePart } from '@commonwatt/domain/house-parts';
import type { UnitRef } from '@commonwatt/domain/refs';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { useTRPC } from '../../trpc.ts';
import { DayLine } from './day-line.tsx';
import styles from './house-sheet.module.css';

type HouseSheetProps = { home: UnitRef; part: HousePart; timeZone: string; onClose: () => void };

/**
 * The last day of a part of the house, over the page, by the browser's own dialog: it holds the focus and gives it back; Esc
 * and a touch beside it close it.
 */
export function HouseSheet({ home, part, timeZone, onClose }: HouseSheetProps) {
  const { t, language } = useTexts('home');
  const trpc = useTRPC();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const lastDay = useQuery(trpc.home.lastDay.queryOptions({ home, part }, { refetchInterval: 120_000 }));
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const what = t('partWhat', { part: t(part) });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, by the browser itself
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={id}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && dialog.current.close()}
    >
      <div className={styles.content}>
        <header className={styles.head}>
          <h2 id={id}>
            {t(part)}
            <span className={styles.note}>
              {t('last24', { zone: formatZone(lastDay.data?.toMs ?? Date.now(), timeZone, language) })}
            </span>
          </h2>
          <button
            type="button"
            className={styles.close}
            aria-label={t('closePart')}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" size={20} />
          </button>
        </header>
        {lastDay.isPending ? (
          <Loading label={what} height={180} />
        ) : lastDay.isError ? (
          <ErrorNotice what={what} requestId={requestId(lastDay.error)} onRetry={() => void lastDay.refetch()} />
        ) : lastDay.data.points.length === 0 ? (
          <p>{t('noHistory')}</p>
        ) : (
          <DayLine {...lastDay.data} part={part} timeZone={timeZone} />
        )}
      </div>
    </dialog>
  );
}
