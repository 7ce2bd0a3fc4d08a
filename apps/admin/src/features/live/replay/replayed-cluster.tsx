import { requestId } from '@commonwatt/ui/api-error.ts';
import { createScene } from '@commonwatt/ui/cluster/scene.ts';
import { formatClockSeconds, formatDay, formatZone } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useEffect, useMemo } from 'react';
import { Shell } from '../../../shell/shell.tsx';
import type { ClusterInfo } from '../../../shell/with-cluster.tsx';
import statusStyles from '../live-status.module.css';
import { LiveView } from '../live-view.tsx';
import { useFailingUnits, useFailuresAt } from '../use-failures.ts';
import { useLiveSearch } from '../use-live-search.ts';
import styles from './replay-strip.module.css';
import { useReplay } from './use-replay.ts';

const nowToleranceMs = 1_000;

/** A cluster as it was, by the same drawing as it is. */
export function ReplayedCluster({ cluster, startMs }: { cluster: ClusterInfo; startMs: number }) {
  const { t } = useTexts('replay');
  const live = useTexts('live');
  const { search, change } = useLiveSearch();
  const speed = search.speed ?? 60;
  const replay = useReplay(cluster.ref, { startMs, speed });
  const { paint, atMs, isPlaying } = replay;
  const { view } = paint;
  const failures = useFailuresAt(cluster, atMs);
  const failing = useFailingUnits(failures);
  const scene = useMemo(() => (view ? createScene(view, atMs, failing) : null), [view, atMs, failing]);
  const hasCaughtUp = atMs >= Date.now() - nowToleranceMs;
  useEffect(() => {
    if (hasCaughtUp) change({ t: undefined, speed: undefined });
  }, [hasCaughtUp, change]);
  const replaying = {
    atMs,
    isPlaying,
    play(next: boolean) {
      replay.play(next);
      // Where it stands still is what a link to it shows.
      if (!next) change({ t: new Date(Math.round(atMs)).toISOString() });
    },
  };
  return (
    <Shell
      title={`${cluster.name} · ${t('title')}`}
      scope={cluster.ref}
      status={<ReplayStatus atMs={atMs} speed={speed} timeZone={cluster.timeZone} />}
    >
      <h1 className="visually-hidden">{live.t('heading', { cluster: cluster.name })}</h1>
      {replay.error ? (
        <ErrorNotice what={t('what')} requestId={requestId(replay.error)} onRetry={replay.retry} isWholePage />
      ) : !scene ? (
        <Loading label={t('what')} height={500} />
      ) : (
        <LiveView
          cluster={cluster}
          scene={scene}
          paint={paint}
          failures={failures}
          search={search}
          onChange={change}
          onRetry={replay.retry}
          replaying={replaying}
        />
      )}
    </Shell>
  );
}

function ReplayStatus({ atMs, speed, timeZone }: { atMs: number; speed: number; timeZone: string }) {
  const { t, language } = useTexts('replay');
  return (
    <>
      <span className={styles.pill}>{t('pill', { speed })}</span>
      <span className={statusStyles.clock}>
        <b>{formatClockSeconds(atMs, timeZone, language)}</b>
        <span className={statusStyles.day}>{formatDay(atMs, timeZone, language)}</span>
        <span className={statusStyles.zone}>{formatZone(atMs, timeZone, language)}</span>
      </span>
    </>
  );
}
