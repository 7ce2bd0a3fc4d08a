import { niceStep } from '@commonwatt/domain/nice-step';
import type { ScenarioSlot } from '@commonwatt/domain/scenario-bands';
import { type MovableLevel, restingLevel } from '@commonwatt/domain/scenario-levels';
import { formatMeasure, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { type PlotArea, planLevel, planX, planY } from '@commonwatt/ui/plan-chart/plan-geometry.ts';
import { slotTime } from '@commonwatt/ui/plan-chart/plan-words.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { KeyboardEvent } from 'react';
import styles from './level-handles.module.css';

type LevelHandlesProps = {
  area: PlotArea;
  topWh: number;
  slot: ScenarioSlot;
  levels: readonly MovableLevel[];
  /** Where the level that is being dragged is by now. */
  dragged: { fromWh: number; toWh: number } | null;
  onMove: (fromWh: number, toWh: number) => void;
  onDrag: (fromWh: number, toWh: number) => void;
  onDrop: () => void;
  onUndo: () => void;
};

const keySteps: Record<string, number> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };
const pageSteps: Record<string, number> = { PageUp: 10, PageDown: -10 };
const widestPx = 40;

/** The levels of a slot as sliders over its picture: dragged, or moved by the arrow keys. */
export function LevelHandles(props: LevelHandlesProps) {
  const { area, topWh, slot, levels, dragged, onMove, onDrag, onDrop, onUndo } = props;
  const { t, language } = useTexts('scenarios');
  const plan = useTexts('planChart');
  const stepWh = levelStepWh(topWh);
  const left = planX(area, slot.startS);
  const widthPx = Math.min(widestPx, planX(area, slot.endS) - left);
  const freePx = planX(area, slot.endS) - left - widthPx;

  function onKeyDown(event: KeyboardEvent, level: MovableLevel) {
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') {
      event.preventDefault();
      return onUndo();
    }
    const steps = keySteps[event.key] ?? pageSteps[event.key];
    const wishedWh = { Home: level.leastWh, End: level.mostWh }[event.key] ?? level.levelWh + (steps ?? 0) * stepWh;
    if (steps === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    const toWh = restingLevel(level, wishedWh, stepWh);
    if (toWh !== level.levelWh) onMove(level.levelWh, toWh);
  }

  return levels.map((level, i) => {
    const atWh = dragged?.fromWh === level.levelWh ? dragged.toWh : level.levelWh;
    const text = quantityText(formatMeasure(atWh, 'Wh', 0, language));
    const [above, below] = [slot.bands[i], slot.bands[i + 1]].map((band) => plan.t(`acts.${band?.act ?? 'keeps'}`));
    return (
      <div
        // As many as there are bands: the one that has the focus keeps it while its level moves.
        key={`${slot.startS} ${levels.length - i}`}
        role="slider"
        tabIndex={0}
        className={styles.handle}
        aria-orientation="vertical"
        aria-label={t('levels.name', { time: slotTime(slot), above: above ?? '', below: below ?? '' })}
        aria-valuemin={level.leastWh}
        aria-valuemax={level.mostWh}
        aria-valuenow={atWh}
        aria-valuetext={text}
        style={{
          // Side by side in turn: two levels may lie close together.
          left: left + freePx * (i % 2 === 0 ? 0.4 : 0.6),
          width: widthPx,
          top: planY(area, atWh, topWh),
        }}
        onKeyDown={(event) => onKeyDown(event, level)}
        onPointerDown={(event) => {
          if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
          const plot = event.currentTarget.offsetParent?.getBoundingClientRect();
          const wishedWh = planLevel(area, event.clientY - (plot?.top ?? 0), topWh);
          const toWh = restingLevel(level, wishedWh, stepWh);
          if (toWh !== atWh) onDrag(level.levelWh, toWh);
        }}
        onLostPointerCapture={onDrop}
      >
        <span className={styles.value}>{text}</span>
      </div>
    );
  });
}

/** About a hundredth of the picture, in Wh that one would write: 10, 20, 50, 100 … */
function levelStepWh(topWh: number): number {
  return Math.max(10, niceStep(topWh / 100));
}
