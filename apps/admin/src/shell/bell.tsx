import { Icon } from '@commonwatt/ui/icons.tsx';
import { Loading } from '@commonwatt/ui/notices/notices.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { Popover } from '@commonwatt/ui/popover.tsx';
import { withTexts } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import controls from '../parts/controls.module.css';
import { useTRPC } from '../trpc.ts';
import type { Open } from './bell-list.tsx';
import styles from './shell.module.css';

const refreshMs = 10_000;
const BellList = lazy(
  withTexts(['bell', 'monitoring'], () => import('./bell-list.tsx').then((module) => ({ default: module.BellList }))),
);

/** How many failures are open anywhere, and behind it the newest of them; where that is not known, a bell without a number. */
export function Bell() {
  const { t } = useTexts('shell');
  const trpc = useTRPC();
  const open = useQuery(trpc.monitoring.openEverywhere.queryOptions(undefined, { refetchInterval: refreshMs }));
  const [isOpen, setIsOpen] = useState(false);
  const count = open.data?.count;
  const label = count === undefined ? t('bell') : t('openFailures', { count });
  return (
    <>
      <Popover
        label={label}
        trigger={
          <>
            <Icon name="bell" size={18} />
            {count !== undefined && count > 0 && <span className={styles.bellCount}>{count}</span>}
          </>
        }
        triggerClassName={`${controls.icon} ${styles.bell}`}
        align="end"
        onOpen={() => setIsOpen(true)}
        onClose={() => setIsOpen(false)}
      >
        {(close) => (
          <div className={styles.bellPanel}>
            {isOpen && (
              <PartBoundary what={t('bell')}>
                <Suspense fallback={<Loading label={t('bell')} height={80} />}>
                  <BellList open={open} onLeave={close} />
                </Suspense>
              </PartBoundary>
            )}
          </div>
        )}
      </Popover>
      {open.data && <BellVoice count={open.data.count} state={stateOf(open.data)} />}
    </>
  );
}

/** Another one where another failure is the newest, even if as many are open as before. */
function stateOf({ count, newest, own }: Open): string {
  return [count, newest[0]?.id, own[0]?.id].join();
}

/** Says how many are open when others are than before, and at no other time. */
function BellVoice({ count, state }: { count: number; state: string }) {
  const { t } = useTexts('shell');
  const [first] = useState(state);
  const [isNews, setIsNews] = useState(false);
  if (!isNews && state !== first) setIsNews(true);
  return (
    <p role="status" className="visually-hidden">
      {/* What is said twice in the same words is said anew only as another element. */}
      {isNews && <span key={state}>{t('openFailures', { count })}</span>}
    </p>
  );
}
