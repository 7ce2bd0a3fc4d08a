import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import styles from '../../parts/controls.module.css';
import { Page } from '../../parts/page.tsx';
import { Shell } from '../../shell/shell.tsx';
import { type ClusterInfo, WithCluster } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import { ScenarioEditor } from './scenario-editor.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { newScenario } from './scenario-types.ts';
import { type ScenarioDone, ScenarioUndo } from './scenario-undo.tsx';
import type { ScenariosSearch } from './scenarios-search.ts';

const route = getRouteApi('/staff/$community/$cluster/scenarios');

/** The scenarios that homes of the community trade by; one of them open for editing. */
export function ScenariosPage() {
  const { t } = useTexts('scenarios');
  return <WithCluster title={t('title')}>{(cluster) => <Scenarios cluster={cluster} />}</WithCluster>;
}

function Scenarios({ cluster }: { cluster: ClusterInfo }) {
  const trpc = useTRPC();
  const { t } = useTexts('scenarios');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/scenarios' });
  const { communityId } = cluster.ref;
  const list = useQuery(trpc.scenarios.list.queryOptions({ communityId }));
  const [madeId, setMadeId] = useState<number | null>(null);
  const [deleted, setDeleted] = useState<ScenarioDone | null>(null);
  /** `isDone`: what was written is stored or gone, and nothing is lost by leaving it. */
  const go = (next: Partial<ScenariosSearch>, isDone = false) =>
    void navigate({ search: (old) => ({ ...old, ...next }), ignoreBlocker: isDone });
  const open =
    search.scenario === 'new'
      ? newScenario(cluster.ref)
      : list.data?.scenarios.find(({ id }) => id === search.scenario);
  const homesOf = (id: number | null) => list.data?.homes.filter(({ scenarioId }) => scenarioId === id) ?? [];
  const add = (
    <button type="button" className={styles.primary} onClick={() => go({ scenario: 'new' })}>
      {t('add')}
    </button>
  );
  return (
    <Shell title={`${cluster.name} · ${t('title')}`} scope={cluster.ref}>
      <Page title={t('title')} subtitle={t('subtitle')} tools={search.scenario === undefined && add}>
        {list.isPending ? (
          <Loading label={t('title')} height={400} />
        ) : list.isError ? (
          <ErrorNotice what={t('title')} requestId={requestId(list.error)} onRetry={() => void list.refetch()} />
        ) : search.scenario === undefined ? (
          <>
            <ScenarioUndo done={deleted} onUndone={() => setDeleted(null)} />
            <ScenarioList
              list={list.data}
              timeZone={cluster.timeZone}
              search={search}
              onSearch={(next) => void navigate({ search: (old) => ({ ...old, ...next }), replace: true })}
              onOpen={(scenario) => {
                setDeleted(null);
                go({ scenario });
              }}
            />
          </>
        ) : !open ? (
          <Empty title={t('noSuch', { id: search.scenario })}>
            <button type="button" className={styles.button} onClick={() => go({ scenario: undefined })}>
              {t('toList')}
            </button>
          </Empty>
        ) : (
          <ScenarioEditor
            // The editor in which a scenario was made stays, with what is being typed, when it gets its number.
            key={search.scenario === madeId ? 'new' : search.scenario}
            cluster={cluster}
            stored={open}
            homes={homesOf(open.id)}
            unitId={search.unit ?? null}
            onUnit={(unit) => go({ unit: unit ?? undefined })}
            onClose={() => go({ scenario: undefined })}
            onMade={(scenario) => {
              setMadeId(scenario);
              go({ scenario: scenario ?? undefined }, true);
            }}
            onDeleted={(gone) => {
              // Homes that traded by it would not get it back.
              setDeleted(homesOf(gone.id).length === 0 ? { before: gone, after: null } : null);
              go({ scenario: undefined }, true);
            }}
          />
        )}
      </Page>
    </Shell>
  );
}
