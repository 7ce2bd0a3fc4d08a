import type { LiveView } from '@commonwatt/domain/live';
import type { Scene } from '@commonwatt/ui/cluster/scene.ts';
import { formatClockSeconds, formatDay, formatZone } from '@commonwatt/ui/format/time.ts';
import { FreshnessPill } from '@commonwatt/ui/live/freshness-pill.tsx';
import type { LivePaint } from '@commonwatt/ui/live/live-store.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './live-status.module.css';

/** For the top bar: how fresh the page is, and what time it is where the cluster is. */
export function LiveStatus({
  paint,
  scene,
  timeZone,
}: {
  paint: LivePaint<LiveView>;
  scene: Scene | null;
  timeZone: string;
}) {
  const { language } = useTexts('ui');
  const { connection, serverNowMs } = paint;
  const ages = scene?.units.flatMap((unit) => (unit.ageMs === null ? [] : [unit.ageMs])) ?? [];
  const newestAgeMs = ages.length === 0 ? null : Math.min(...ages);
  const isDelayed = scene !== null && scene.units.length > 0 && scene.units.every((unit) => unit.shown !== 'fresh');
  return (
    <>
      <FreshnessPill connection={connection} newestAgeMs={newestAgeMs} isDelayed={isDelayed} />
      {serverNowMs !== null && (
        <span className={styles.clock}>
          <b>{formatClockSeconds(serverNowMs, timeZone, language)}</b>
          <span className={styles.day}>{formatDay(serverNowMs, timeZone, language)}</span>
          <span className={styles.zone}>{formatZone(serverNowMs, timeZone, language)}</span>
        </span>
      )}
    </>
  );
}
