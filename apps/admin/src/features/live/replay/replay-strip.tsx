import { formatDay, formatZone } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useShortcuts } from '../../../shell/shortcuts.ts';
import type { ClusterInfo } from '../../../shell/with-cluster.tsx';
import { useTRPC } from '../../../trpc.ts';
import { type LiveSearch, replayRanges, replaySpeeds } from '../live-search.ts';
import styles from './replay-strip.module.css';
import { TimeSlider } from './time-slider.tsx';
import { nextEvent, rangeHours, timeWindow } from './time-window.ts';

/** What is replayed; null while the page is live. */
export type Replaying = { atMs: number; isPlaying: boolean; play: (isPlaying: boolean) => void };

type ReplayStripProps = {
  cluster: ClusterInfo;
  nowMs: number;
  replaying: Replaying | null;
  search: LiveSearch;
  onChange: (next: Partial<LiveSearch>, isStep?: boolean) => void;
};

/** The hours that were, to be scrubbed through and played again. */
export function ReplayStrip({ cluster, nowMs, replaying, search, onChange }: ReplayStripProps) {
  const trpc = useTRPC();
  const { t, language } = useTexts('replay');
  const range = search.range ?? '24h';
  const speed = search.speed ?? 60;
  const atMs = replaying?.atMs ?? null;
  const window = timeWindow(range, { atMs, nowMs });
  const overview = useQuery(
    trpc.live.replayOverview.queryOptions(
      { cluster: cluster.ref, toMs: window.toMs, hours: rangeHours[range] },
      { placeholderData: keepPreviousData, staleTime: 60_000 },
    ),
  );
  const failures = overview.data?.failures ?? [];
  const eventsMs = [...(overview.data?.dealsMs ?? []), ...failures.map(({ detectedAt }) => detectedAt.getTime())];
  const shownMs = atMs ?? nowMs;
  const before = nextEvent(eventsMs, shownMs, -1);
  const after = nextEvent(eventsMs, shownMs, 1);
  const seek = (ms: number) =>
    ms >= nowMs ? goLive() : onChange({ t: new Date(ms).toISOString() }, replaying === null);
  const goLive = () => onChange({ t: undefined, speed: undefined }, true);
  const play = () => {
    // Playing begins an hour ago where nothing was chosen yet.
    if (replaying) replaying.play(!replaying.isPlaying);
    else seek(nowMs - 3_600_000);
  };
  useShortcuts({
    ' ': play,
    '[': () => before !== null && seek(before),
    ']': () => after !== null && seek(after),
    l: () => replaying && goLive(),
  });
  return (
    <section className={replaying ? `${styles.strip} ${styles.replaying}` : styles.strip} aria-label={t('title')}>
      <div className={styles.controls}>
        <button
          type="button"
          className={styles.play}
          aria-label={t(replaying?.isPlaying ? 'pause' : 'play')}
          onClick={play}
        >
          <Icon name={replaying?.isPlaying ? 'pause' : 'play'} size={18} />
        </button>
        <button
          type="button"
          className={styles.step}
          aria-label={t('before')}
          disabled={before === null}
          onClick={() => before !== null && seek(before)}
        >
          <Icon name="chevronLeft" size={16} />
        </button>
        <button
          type="button"
          className={styles.step}
          aria-label={t('after')}
          disabled={after === null}
          onClick={() => after !== null && seek(after)}
        >
          <Icon name="chevronRight" size={16} />
        </button>
        <label className={styles.choice}>
          <span className="visually-hidden">{t('speed')}</span>
          <select
            value={speed}
            onChange={({ target }) => onChange({ speed: replaySpeeds.find((one) => String(one) === target.value) })}
          >
            {replaySpeeds.map((one) => (
              <option key={one} value={one}>
                {one}×
              </option>
            ))}
          </select>
        </label>
        <label className={styles.choice}>
          <span className="visually-hidden">{t('range')}</span>
          <select
            value={range}
            onChange={({ target }) => onChange({ range: replayRanges.find((one) => one === target.value) })}
          >
            {replayRanges.map((one) => (
              <option key={one} value={one}>
                {t(`ranges.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <span className={styles.day}>
          {formatDay(shownMs, cluster.timeZone, language)} · {formatZone(shownMs, cluster.timeZone, language)}
        </span>
        {replaying && (
          <button type="button" className={styles.live} onClick={goLive}>
            {t('backToLive')}
          </button>
        )}
      </div>
      <TimeSlider
        window={window}
        atMs={shownMs}
        nowMs={nowMs}
        isReplay={replaying !== null}
        timeZone={cluster.timeZone}
        overview={overview.data ?? null}
        hasFailed={overview.isError}
        onSeek={seek}
      />
    </section>
  );
}
