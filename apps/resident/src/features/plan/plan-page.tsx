import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { homePath } from '../../shell/home-path.ts';
import { HomeSwitch } from '../../shell/home-switch.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';
import { ChooseBar } from './choose-bar.tsx';
import { PlanCards } from './plan-cards.tsx';
import { PlanDetails } from './plan-details.tsx';
import styles from './plan-page.module.css';
import { PlanPicture } from './plan-picture.tsx';
import { PlanPreview } from './plan-preview.tsx';
import type { PlanList } from './plan-types.ts';

/** The plans a home may choose from: what each does, what it would have wished for last week, and choosing one. */
export function PlanPage({ home, homes }: { home: Home; homes: Home[] }) {
  const trpc = useTRPC();
  const { t } = useTexts('plan');
  const list = useQuery(trpc.home.plans.queryOptions({ home: home.ref }));
  return (
    <Shell title={t('title')} home={home.ref}>
      <HomeSwitch homes={homes} current={home} page="/plan" />
      {list.isPending ? (
        <Loading label={t('what')} height={500} />
      ) : list.isError ? (
        <ErrorNotice
          what={t('what')}
          requestId={requestId(list.error)}
          onRetry={() => void list.refetch()}
          isWholePage
        />
      ) : list.data.plans.length === 0 ? (
        <Empty title={t('noPlans')} isWholePage>
          <p>{t('noPlansBody')}</p>
        </Empty>
      ) : (
        <Plans key={homePath(home.ref)} home={home} list={list.data} />
      )}
    </Shell>
  );
}

function Plans({ home, list }: { home: Home; list: PlanList }) {
  const { t } = useTexts('plan');
  const [search, setSearch] = useSearchParams();
  const { plans, current } = list;
  const inForce = plans.find(({ id }) => id === current?.scenarioId) ?? null;
  const shown = plans.find(({ id }) => String(id) === search.get('scenario')) ?? inForce ?? plans[0];
  if (!shown) return null;
  const select = (id: number) => setSearch({ scenario: String(id) }, { replace: true });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p className={styles.inForce}>
          {inForce ? (
            <>
              {t('nowOn')} <b>{inForce.name}</b>
            </>
          ) : (
            t('nowNone')
          )}
        </p>
      </header>
      <PlanCards plans={plans} shownId={shown.id} inForceId={inForce?.id ?? null} onSelect={select} />
      <div className={styles.columns}>
        <PlanPicture
          key={shown.id}
          home={home}
          list={list}
          plan={shown}
          compared={inForce && inForce.id !== shown.id ? inForce : null}
        />
        <div className={styles.column}>
          <PlanPreview home={home} plan={shown} />
          <PlanDetails list={list} plan={shown} />
        </div>
      </div>
      <ChooseBar home={home} plan={shown} current={current} plans={plans} />
    </div>
  );
}
