import { localSecondOfDay } from '@commonwatt/domain/local-day';
import { bandAt, type ScenarioBand } from '@commonwatt/domain/scenario-bands';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { PlanChart } from '@commonwatt/ui/plan-chart/plan-chart.tsx';
import { PlanLegend } from '@commonwatt/ui/plan-chart/plan-legend.tsx';
import { levelText, slotTime } from '@commonwatt/ui/plan-chart/plan-words.ts';
import { SlotWords } from '@commonwatt/ui/plan-chart/slot-words.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../shell/card.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './plan-picture.module.css';
import type { Plan, PlanList } from './plan-types.ts';
import { presentLevel, todayRuns } from './today-line.ts';

type PlanPictureProps = { home: Home; list: PlanList; plan: Plan; compared: Plan | null };

/** A plan over the day, with the battery of today on it, and in sentences. */
export function PlanPicture({ home: { ref, timeZone }, list, plan, compared }: PlanPictureProps) {
  const trpc = useTRPC();
  const { t, language } = useTexts('plan');
  const { topWh, capacityWh } = list;
  const history = useQuery(
    trpc.home.lastDay.queryOptions({ home: ref, part: 'battery' }, { refetchInterval: 120_000 }),
  );
  const [isCompared, setIsCompared] = useState(false);
  const nowMs = history.data?.toMs ?? Date.now();
  const slots = plan.slots ?? [];
  const secondOfDay = localSecondOfDay(new Date(nowMs), timeZone);
  const present = slots.findIndex(({ startS, endS }) => startS <= secondOfDay && secondOfDay < endS);
  const [chosenSlot, setChosenSlot] = useState<number | null>(null);
  const selectedSlot = chosenSlot ?? Math.max(0, present);
  const slot = slots[selectedSlot];
  if (!slot) return <Card title={t('picture')}>{t('unreadable')}</Card>;
  const points = history.data?.points ?? [];
  const today = capacityWh === null ? null : { nowMs, timeZone, capacityWh };
  const now = today && presentLevel(points, today);
  const band = now && bandAt(slots, now.secondOfDay, now.levelWh);
  return (
    <div className={styles.column}>
      <Card title={t('picture')}>
        {plan.isFaulty && <p className={styles.faulty}>{t('faulty')}</p>}
        <PlanChart
          slots={slots}
          topWh={topWh}
          capacityWh={capacityWh}
          zone={formatZone(nowMs, timeZone, language)}
          runs={today ? todayRuns(points, today) : []}
          now={now}
          compared={isCompared ? (compared?.slots ?? null) : null}
          selectedSlot={selectedSlot}
          onSelectSlot={setChosenSlot}
        />
        <PlanLegend slots={slots} />
        {compared?.slots && (
          <label className={styles.compare}>
            <input type="checkbox" checked={isCompared} onChange={(event) => setIsCompared(event.target.checked)} />
            {t('compare', { plan: compared.name })}
          </label>
        )}
        {now && band && (
          <Now band={band} level={levelText(now.levelWh, { capacityWh, language })} capacityWh={capacityWh} />
        )}
        {history.isSuccess && !now && (
          <p className={styles.quiet}>{t(capacityWh === null ? 'noCapacity' : 'noNews')}</p>
        )}
      </Card>
      <Card title={slots.length === 1 ? t('wholeDay') : t('slot')} note={slotTime(slot)}>
        <SlotWords slot={slot} topWh={topWh} capacityWh={capacityWh} />
      </Card>
    </div>
  );
}

const tones = {
  offers: 'give',
  gives: 'give',
  either: 'keep',
  keeps: 'keep',
  takes: 'receive',
  asks: 'receive',
} as const;

/** What the plan does at this moment, at this level. */
function Now({ band, level, capacityWh }: { band: ScenarioBand; level: string; capacityWh: number | null }) {
  const { t, language } = useTexts('plan');
  const limit = (levelWh: number | null) => levelText(levelWh ?? 0, { capacityWh, language });
  return (
    <p className={`${styles.now} ${styles[tones[band.act]]}`}>
      <i className={styles.dot} />
      {t(`now.${band.act}`, { level, give: limit(band.giveToWh), take: limit(band.takeToWh) })}
    </p>
  );
}
