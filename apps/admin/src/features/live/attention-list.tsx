import type { Scene, SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import { formatMeasure, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatAge, formatClock, formatInstant } from '@commonwatt/ui/format/time.ts';
import { Icon, type IconName } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { type AttentionKind, attentionOrder, needsAttention } from './attention.ts';
import { FailureRow } from './failure-row.tsx';
import styles from './panel.module.css';
import type { OpenFailure } from './use-failures.ts';

type AttentionListProps = {
  cluster: ClusterInfo;
  scene: Scene;
  failures: readonly OpenFailure[];
  onSelectUnit: (unitId: string) => void;
};

const mostRows = 8;
const icons = {
  silent: 'stop',
  alarm: 'warning',
  late: 'clock',
  never: 'stop',
  unregistered: 'warning',
} as const satisfies Record<AttentionKind, IconName>;

/** What needs a person, gravest first; one calm sentence when nothing does. */
export function AttentionList({ cluster, scene, failures, onSelectUnit }: AttentionListProps) {
  const { t } = useTexts('live');
  const items = needsAttention(scene.units, failures).sort(attentionOrder);
  const count = items.length + failures.length;
  const shownFailures = failures.slice(0, mostRows);
  const shown = items.slice(0, mostRows - shownFailures.length);
  const hidden = count - shown.length - shownFailures.length;
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        {t('attention')}
        <span className={styles.note}>{count || ''}</span>
      </h2>
      {count === 0 && <p className={styles.quiet}>{t('allWell', { count: scene.units.length })}</p>}
      <ul>
        {shownFailures.map((failure) => (
          <FailureRow key={failure.id} cluster={cluster} failure={failure} />
        ))}
        {shown.map(({ unit, kind }) => (
          <li key={`${unit.unitId} ${kind}`} className={styles.attention}>
            <span className={styles[kind]}>
              <Icon name={icons[kind]} size={16} />
            </span>
            <AttentionText unit={unit} kind={kind} timeZone={cluster.timeZone} />
            <button
              type="button"
              className={styles.open}
              onClick={() => onSelectUnit(unit.unitId)}
              aria-label={`${t('open')} ${unit.unitId}`}
            >
              {t('open')}
            </button>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className={styles.note}>{t('more', { count: hidden })}</p>}
    </section>
  );
}

function AttentionText({ unit, kind, timeZone }: { unit: SceneUnit; kind: AttentionKind; timeZone: string }) {
  const { t, language } = useTexts('live');
  const age = unit.ageMs === null ? '' : formatAge(unit.ageMs, language);
  const texts: Record<AttentionKind, [string, string]> = {
    silent: [t('isOffline'), t('isOfflineSince', { time: sinceText(), age })],
    never: [t('isNever'), t('isNeverBody')],
    late: [t('isLate', { age }), t('isLateBody')],
    alarm: [
      t('isAlarm'),
      t('isAlarmBody', { temperature: quantityText(formatMeasure(unit.values.temperatureC, '°C', 0, language)) }),
    ],
    unregistered: [t('isUnregistered'), t('isUnregisteredBody')],
  };
  return (
    <div>
      <b>{unit.unitId}</b> {texts[kind][0]}
      <p className={styles.detail}>{texts[kind][1]}</p>
    </div>
  );

  function sinceText(): string {
    if (unit.takenAtMs === null) return '';
    const isToday = (unit.ageMs ?? 0) < 12 * 3_600_000;
    return isToday
      ? formatClock(unit.takenAtMs, timeZone, language)
      : formatInstant(unit.takenAtMs, timeZone, language);
  }
}
