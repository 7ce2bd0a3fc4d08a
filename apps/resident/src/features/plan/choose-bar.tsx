import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { Toast } from '@commonwatt/ui/toast.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './choose-bar.module.css';
import type { Plan, PlanList } from './plan-types.ts';

type ChooseBarProps = { home: Home; plan: Plan; current: PlanList['current']; plans: readonly Plan[] };

/** Uses the plan that is shown, or no plan any more; either can be undone for ten seconds. */
export function ChooseBar({ home, plan, current, plans }: ChooseBarProps) {
  const trpc = useTRPC();
  const { t, language } = useTexts('plan');
  const queryClient = useQueryClient();
  const [done, setDone] = useState<{ chosenId: number | null; previousId: number | null } | null>(null);
  const choose = useMutation(
    trpc.home.choosePlan.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.home.pathKey() }),
    }),
  );
  const change = (scenarioId: number | null, isUndo = false) =>
    choose.mutate(
      { home: home.ref, scenarioId },
      {
        onSuccess: ({ hasChanged, previousId }) =>
          setDone(isUndo || !hasChanged ? null : { chosenId: scenarioId, previousId }),
      },
    );
  const close = useCallback(() => setDone(null), []);
  const isInForce = current?.scenarioId === plan.id;
  const nameOf = (id: number | null) => plans.find((one) => one.id === id)?.name ?? '';
  const since = current ? formatInstant(current.since.getTime(), home.timeZone, language) : '';
  const fetched = current?.fetch
    ? current.fetch.since
      ? t('fetchedSince', { time: formatInstant(current.fetch.since.getTime(), home.timeZone, language) })
      : t('notFetched', { time: formatInstant(current.fetch.lastAt.getTime(), home.timeZone, language) })
    : null;
  return (
    <>
      {done && (
        <div className={styles.done}>
          <Toast onClose={close}>
            <span>{done.chosenId === null ? t('doneNone') : t('done', { plan: nameOf(done.chosenId) })}</span>
            <button type="button" onClick={() => change(done.previousId, true)}>
              {t('undo')}
            </button>
          </Toast>
        </div>
      )}
      <div className={isInForce ? styles.inForce : styles.bar}>
        {choose.isError && (
          <p role="alert" className={styles.problem}>
            {t('notChosen')}
          </p>
        )}
        {isInForce ? (
          <>
            <p className={styles.caption}>{t('inUseSince', { since })}</p>
            {fetched && <p className={styles.caption}>{fetched}</p>}
            <button type="button" className={styles.quiet} disabled={choose.isPending} onClick={() => change(null)}>
              {t('unchoose')}
            </button>
          </>
        ) : (
          <>
            <button
              type="button"
              className={styles.use}
              disabled={choose.isPending || plan.slots === null}
              onClick={() => change(plan.id)}
            >
              {t('use', { plan: plan.name })}
            </button>
            <p className={styles.caption}>{t(plan.slots === null ? 'unreadable' : 'takesEffect')}</p>
          </>
        )}
      </div>
    </>
  );
}
