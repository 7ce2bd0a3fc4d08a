import { severityOf } from '@commonwatt/domain/monitoring/severity';
import { formatAge, formatInstant } from '@commonwatt/ui/format/time.ts';
import { Icon, type IconName } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { type CheckState, checkState, type SlotState } from './check-state.ts';
import styles from './checks.module.css';
import { PauseForm } from './pause-form.tsx';
import type { MonitorRow } from './use-failures.ts';
import { useMonitorSwitch } from './use-monitor-switch.ts';

type CheckRowProps = {
  cluster: ClusterInfo;
  monitor: MonitorRow;
  openCount: number;
  slots: readonly SlotState[] | undefined;
  nowMs: number;
};

const icons: Record<CheckState, IconName> = {
  off: 'pause',
  paused: 'pause',
  broken: 'stop',
  stale: 'clock',
  starting: 'clock',
  open: 'stop',
  clear: 'check',
};

/** One check: its name and the one by which programs know it, the last day, how it does, and its switch. */
export function CheckRow({ cluster, monitor, openCount, slots, nowMs }: CheckRowProps) {
  const { t } = useTexts('monitoring');
  const { type, isActive } = monitor;
  const [isPausing, setIsPausing] = useState(false);
  const state = checkState(monitor, openCount, nowMs);
  const isWarning = state === 'open' && severityOf(type) === 'warn';
  const monitorSwitch = useMonitorSwitch(cluster.ref, type);
  const name = t(`names.${type}`);
  return (
    <li className={styles.check} data-check={type} data-state={isWarning ? 'warning' : state}>
      <span className={styles.mark}>
        <Icon name={isWarning ? 'warning' : icons[state]} size={18} />
      </span>
      <div className={styles.names}>
        <b>{name}</b>
        <span>{t(`watches.${type}`)}</span>
      </div>
      <code className={styles.machineId}>{type}</code>
      <Strip slots={slots} />
      <Result monitor={monitor} state={state} openCount={openCount} timeZone={cluster.timeZone} nowMs={nowMs} />
      <button
        type="button"
        role="switch"
        className={styles.switch}
        aria-checked={isActive}
        aria-label={name}
        disabled={monitorSwitch.isPending}
        onClick={() => (isActive ? setIsPausing(true) : monitorSwitch.mutate({ isActive: true }))}
      >
        <span className={styles.knob} />
      </button>
      {monitorSwitch.isError && !isPausing && (
        <p role="alert" className={styles.problem}>
          {t('notSwitched')}
        </p>
      )}
      {isPausing && (
        <PauseForm
          name={name}
          isPending={monitorSwitch.isPending}
          isFailed={monitorSwitch.isError}
          onPause={(reason) =>
            monitorSwitch.mutate({ isActive: false, reason }, { onSuccess: () => setIsPausing(false) })
          }
          onCancel={() => setIsPausing(false)}
        />
      )}
    </li>
  );
}

/** The last 24 hours in half hours. */
function Strip({ slots }: { slots: readonly SlotState[] | undefined }) {
  const { t } = useTexts('monitoring');
  if (!slots) return <span className={styles.strip} />;
  const count = (state: SlotState) => slots.filter((slot) => slot === state).length / 2;
  const label = t('stripLabel', { failed: count('failed'), paused: count('paused'), unknown: count('unknown') });
  return (
    <svg className={styles.strip} role="img" aria-label={label} viewBox="0 0 192 16" preserveAspectRatio="none">
      {slots.map((slot, i) => (
        <rect key={i} className={styles[slot]} x={i * 4} width={3} {...slotBox[slot]} />
      ))}
    </svg>
  );
}

/** Not the colour alone tells what was. */
const slotBox: Record<SlotState, { y: number; height: number }> = {
  failed: { y: 0, height: 16 },
  ok: { y: 2, height: 12 },
  paused: { y: 6, height: 4 },
  unknown: { y: 6, height: 4 },
  none: { y: 7, height: 2 },
};

type ResultProps = { monitor: MonitorRow; state: CheckState; openCount: number; timeZone: string; nowMs: number };

function Result({ monitor, state, openCount, timeZone, nowMs }: ResultProps) {
  const { t, language } = useTexts('monitoring');
  const { pause, lastSuccessAt, lastError, lastErrorAt } = monitor;
  const latest = Math.max(lastSuccessAt?.getTime() ?? 0, lastErrorAt?.getTime() ?? 0);
  const ran = latest === 0 ? null : t('ran', { age: formatAge(nowMs - latest, language) });
  return (
    <div className={styles.result}>
      <b>{t(`states.${state}`, { count: openCount })}</b>
      {pause ? (
        <span>
          {t('pausedBy', {
            name: pause.by ?? '–',
            time: pause.at ? formatInstant(pause.at.getTime(), timeZone, language) : '–',
          })}
          {pause.reason !== null && <q>{pause.reason}</q>}
        </span>
      ) : (
        <span>{ran ?? t(state === 'off' ? 'neverOn' : 'neverRan')}</span>
      )}
      {lastError !== null && (
        <span>
          <span lang="en">{lastError}</span>{' '}
          {lastSuccessAt && t('lastSuccess', { time: formatInstant(lastSuccessAt.getTime(), timeZone, language) })}
        </span>
      )}
    </div>
  );
}
