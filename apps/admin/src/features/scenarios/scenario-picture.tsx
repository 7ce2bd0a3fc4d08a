import { readScenario } from '@commonwatt/domain/scenario';
import { scenarioSlots, topLevelWh } from '@commonwatt/domain/scenario-bands';
import { PlanChart } from '@commonwatt/ui/plan-chart/plan-chart.tsx';
import { PlanLegend } from '@commonwatt/ui/plan-chart/plan-legend.tsx';
import { PlanTable } from '@commonwatt/ui/plan-chart/plan-table.tsx';
import { slotTime } from '@commonwatt/ui/plan-chart/plan-words.ts';
import { SlotWords } from '@commonwatt/ui/plan-chart/slot-words.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import { Card } from '../../parts/card.tsx';
import styles from './scenarios.module.css';

/** What a text means: battery level by time of day, and each time of day in words. */
export function ScenarioPicture({ text }: { text: string }) {
  const { t } = useTexts('scenarios');
  const [selected, setSelected] = useState(0);
  const read = readScenario(text);
  if (!read.ok) {
    return (
      <Card title={t('picture')}>
        <p>{t('unreadable')}</p>
      </Card>
    );
  }
  const topWh = topLevelWh([read.scenario]);
  const slots = scenarioSlots(read.scenario, topWh);
  const index = Math.min(selected, slots.length - 1);
  const slot = slots[index];
  return (
    <Card title={t('picture')} note={t('ownClock')}>
      <PlanChart
        slots={slots}
        topWh={topWh}
        capacityWh={null}
        zone={t('unitClock')}
        selectedSlot={index}
        onSelectSlot={setSelected}
      />
      <PlanLegend slots={slots} />
      {slot && (
        <>
          <h3 className={styles.slot}>{slotTime(slot)}</h3>
          <SlotWords slot={slot} topWh={topWh} capacityWh={null} />
        </>
      )}
      <details className={styles.help}>
        <summary>{t('asTable')}</summary>
        <PlanTable slots={slots} topWh={topWh} capacityWh={null} />
      </details>
    </Card>
  );
}
