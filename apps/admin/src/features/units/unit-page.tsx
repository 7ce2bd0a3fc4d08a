import type { Scene, SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { ConnectionBanner } from '@commonwatt/ui/live/connection-banner.tsx';
import { Empty, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link, useParams } from '@tanstack/react-router';
import columns from '../../parts/columns.module.css';
import controls from '../../parts/controls.module.css';
import { Page } from '../../parts/page.tsx';
import { Shell } from '../../shell/shell.tsx';
import { type ClusterInfo, WithCluster } from '../../shell/with-cluster.tsx';
import { ConverterFacts } from '../live/converter-facts.tsx';
import { LiveStatus } from '../live/live-status.tsx';
import { UnitFields } from '../live/unit-fields.tsx';
import { AgePill } from '../live/unit-panel.tsx';
import { useLiveScene } from '../live/use-live-scene.ts';
import { UnitCharts } from './unit-charts.tsx';
import { UnitDeals } from './unit-deals.tsx';
import { UnitDowntimes } from './unit-downtimes.tsx';
import { UnitFailures } from './unit-failures.tsx';
import { UnitFigures } from './unit-figures.tsx';
import { UnitHousehold } from './unit-household.tsx';
import { UnitLogLines } from './unit-log-lines.tsx';
import styles from './units.module.css';

/** All that is known of one unit: how it is, how its last day, week or month was, and what happened to it lately. */
export function UnitPage() {
  const { t } = useTexts('units');
  const { unit: unitId = '' } = useParams({ strict: false });
  return (
    <WithCluster title={t('title')}>
      {(cluster) =>
        cluster.units.some((unit) => unit.unitId === unitId) ? (
          <ClusterUnit key={unitId} cluster={cluster} unitId={unitId} />
        ) : (
          <NoSuchUnit cluster={cluster} unitId={unitId} />
        )
      }
    </WithCluster>
  );
}

function NoSuchUnit({ cluster, unitId }: { cluster: ClusterInfo; unitId: string }) {
  const { t } = useTexts('units');
  const live = useTexts('live');
  const { communityId, clusterId } = cluster.ref;
  return (
    <Shell title={unitId} scope={cluster.ref}>
      <Empty title={live.t('noSuchUnit', { unit: unitId, cluster: cluster.name })} isWholePage>
        <Link to="/$community/$cluster/units" params={{ community: communityId, cluster: clusterId }}>
          {t('toList')}
        </Link>
      </Empty>
    </Shell>
  );
}

function ClusterUnit({ cluster, unitId }: { cluster: ClusterInfo; unitId: string }) {
  const { t } = useTexts('units');
  const { paint, scene, failures, onRetry } = useLiveScene(cluster);
  const unit = scene?.unitById.get(unitId);
  const name = cluster.units.find((one) => one.unitId === unitId)?.name ?? unitId;
  return (
    <Shell
      title={`${unitId} · ${cluster.name}`}
      scope={cluster.ref}
      status={<LiveStatus paint={paint} scene={scene} timeZone={cluster.timeZone} />}
    >
      <Page title={unitId} subtitle={name} tools={<UnitLinks cluster={cluster} unitId={unitId} />}>
        <div>
          <ConnectionBanner paint={paint} onRetry={onRetry} />
          {unit && <UnitState unit={unit} />}
        </div>
        {unit ? <UnitFigures unit={unit} /> : <Loading label={t('now')} height={120} />}
        {/* What is now comes first: all else is asked for meanwhile, but not shown, so that nothing moves. */}
        <div className={styles.column} hidden={scene === null}>
          <UnitColumns cluster={cluster} unitId={unitId} scene={scene} openCount={failures.length} />
          <UnitLogLines cluster={cluster} unitId={unitId} />
        </div>
      </Page>
    </Shell>
  );
}

/** What holds for the whole unit, a mark each. */
function UnitState({ unit }: { unit: SceneUnit }) {
  const drawing = useTexts('cluster');
  const live = useTexts('live');
  return (
    <div className={styles.title}>
      <AgePill unit={unit} />
      {unit.status !== 'ok' && <b className={styles.open}>{live.t(`statuses.${unit.status}`)}</b>}
      {unit.isGridMaster && <span>{drawing.t('unit.gridMaster')}</span>}
      {unit.modes.effective !== null && <span>{drawing.t(`mode.${unit.modes.effective}`)}</span>}
    </div>
  );
}

type UnitColumnsProps = { cluster: ClusterInfo; unitId: string; scene: Scene | null; openCount: number };

function UnitColumns({ cluster, unitId, scene, openCount }: UnitColumnsProps) {
  const { timeZone } = cluster;
  const ref = { ...cluster.ref, unitId };
  const unit = scene?.unitById.get(unitId);
  const deals = scene?.deals.filter(({ dealId }) => unit?.dealIds.includes(dealId)) ?? [];
  return (
    <div className={columns.beside}>
      <div className={styles.column}>
        {scene && <UnitCharts cluster={cluster} unitId={unitId} />}
        <UnitDeals cluster={cluster} unitId={unitId} running={deals} />
      </div>
      <div className={styles.column}>
        <UnitFailures cluster={cluster} unitId={unitId} openCount={openCount} />
        <UnitDowntimes cluster={cluster} unitId={unitId} />
        <UnitHousehold cluster={cluster} unitId={unitId} />
        <div className={styles.panel}>
          {unit && <ConverterFacts unit={unit} timeZone={timeZone} />}
          <UnitFields unit={ref} timeZone={timeZone} />
        </div>
      </div>
    </div>
  );
}

/** To the units before and after it, and to the same unit in the drawing. */
function UnitLinks({ cluster, unitId }: { cluster: ClusterInfo; unitId: string }) {
  const { t } = useTexts('units');
  const { units, ref } = cluster;
  const here = units.findIndex((unit) => unit.unitId === unitId);
  const params = { community: ref.communityId, cluster: ref.clusterId };
  const neighbours = [
    { unit: units[here - 1], icon: 'chevronLeft', text: 'before' },
    { unit: units[here + 1], icon: 'chevronRight', text: 'after' },
  ] as const;
  return (
    <>
      <Link to="/$community/$cluster/live" params={params} search={{ unit: unitId }} className={controls.button}>
        <Icon name="live" size={16} />
        {t('inLive')}
      </Link>
      <span className={controls.joined}>
        {neighbours.map(
          ({ unit, icon, text }) =>
            unit && (
              <Link
                key={text}
                from="/$community/$cluster/units/$unit"
                to="/$community/$cluster/units/$unit"
                params={{ ...params, unit: unit.unitId }}
                search={(old) => old}
                className={`${controls.button} ${controls.square}`}
                aria-label={t(text, { unit: unit.unitId })}
              >
                <Icon name={icon} size={16} />
              </Link>
            ),
        )}
      </span>
    </>
  );
}
