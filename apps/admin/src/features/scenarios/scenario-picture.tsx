import { readScenario } from '@commonwatt/domain/scenario';
import { scenarioSlots, topLevelWh } from '@commonwatt/domain/scenario-bands';
import { movableLevels } from '@commonwatt/domain/scenario-levels';
import { PlanChart } from '@commonwatt/ui/plan-chart/plan-chart.tsx';
import { PlanLegend } from '@commonwatt/ui/plan-chart/plan-legend.tsx';
import { PlanTable } from '@commonwatt/ui/plan-chart/plan-table.tsx';
import { slotTime } from '@commonwatt/ui/plan-chart/plan-words.ts';
import { SlotWords } from '@commonwatt/ui/plan-chart/slot-words.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { LevelHandles } from './level-handles.tsx';
import styles from './scenarios.module.css';
import { useLevelMoves } from './use-level-moves.ts';

type ScenarioPictureProps = {
  text: string;
  isReadOnly: boolean;
  /** A level was moved: the text says so then. */
  onText: (text: string) => void;
};

/** What a text means: battery level by time of day, and each time of day in words. Levels can be moved in it. */
export function ScenarioPicture({ text, isReadOnly, onText }: ScenarioPictureProps) {
  const { t } = useTexts('scenarios');
  const [selected, setSelected] = useState(0);
  const { drag, canUndo, move, dragTo, drop, undo } = useLevelMoves(text, onText);
  const read = readScenario(text);
  // The axis and the handles stand still under what drags one of them.
  const held = drag ? readScenario(drag.text) : read;
  if (!read.ok || !held.ok) {
    return (
      <Card title={t('picture')}>
        <p>{t('unreadable')}</p>
      </Card>
    );
  }
  const topWh = topLevelWh([held.scenario]);
  const slots = scenarioSlots(read.scenario, topWh);
  const index = Math.min(selected, slots.length - 1);
  const slot = slots[index];
  const handled = isReadOnly ? [] : scenarioSlots(held.scenario, topWh);
  const hasLevels = handled.some(({ bands }) => bands.length > 1);
  return (
    <Card title={t('picture')} note={t('ownClock')}>
      <PlanChart
        slots={slots}
        topWh={topWh}
        capacityWh={null}
        zone={t('unitClock')}
        selectedSlot={index}
        onSelectSlot={setSelected}
      >
        {(area) =>
          handled.map((of, i) => {
            const period = of.period ?? '';
            return (
              <LevelHandles
                key={of.startS}
                area={area}
                topWh={topWh}
                slot={of}
                levels={movableLevels(held.scenario, of, topWh)}
                dragged={drag?.slot === i ? drag : null}
                onMove={(fromWh, toWh) => move({ period, fromWh, toWh })}
                onDrag={(fromWh, toWh) => dragTo({ text: drag?.text ?? text, slot: i, period, fromWh, toWh })}
                onDrop={drop}
                onUndo={undo}
              />
            );
          })
        }
      </PlanChart>
      {hasLevels && (
        <p className={styles.moves}>
          {t('levels.how')}
          <button type="button" className={controls.button} disabled={!canUndo} onClick={undo}>
            {t('levels.undo')}
          </button>
        </p>
      )}
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
