import type { ScenarioSlot } from '@commonwatt/domain/scenario-bands';
import { type ReactNode, useId } from 'react';
import { useSize } from '../use-size.ts';
import { useTexts } from '../use-texts.ts';
import { ActPatterns, actFill } from './act-patterns.tsx';
import styles from './plan-chart.module.css';
import { axisGap, axisWidth, bandShapes, levelLines, type PlotArea, planX, planY, timeTicks } from './plan-geometry.ts';
import { actText, clockText, type LevelFormat, levelText, rangeText, slotTime } from './plan-words.ts';

/** A stretch of the battery's line: seconds of the wall clock and Wh. */
export type LevelRun = { secondOfDay: number; levelWh: number }[];

type PlanChartProps = {
  slots: readonly ScenarioSlot[];
  /** The level (Wh) at the top; the full battery where `capacityWh` is known. */
  topWh: number;
  capacityWh: number | null;
  /** How the zone of the hours is called. */
  zone: string;
  /** The battery of today, in stretches without a gap. */
  runs?: readonly LevelRun[];
  now?: { secondOfDay: number; levelWh: number } | null;
  /** Another plan, whose levels are drawn as dashed lines. */
  compared?: readonly ScenarioSlot[] | null;
  selectedSlot: number;
  onSelectSlot: (slot: number) => void;
  /** What lies over the plot, in px of its `area`. */
  children?: (area: PlotArea) => ReactNode;
};

const height = 230;
const margin = { right: 6, top: 8, bottom: 24 };

/** A plan as levels of the battery over the hours of a day: what the home does about its neighbours in each of them. */
export function PlanChart(props: PlanChartProps) {
  const { slots, topWh, capacityWh, zone, runs = [], now = null, compared = null, selectedSlot, onSelectSlot } = props;
  const { t, language } = useTexts('planChart');
  const [ref, size] = useSize<HTMLDivElement>();
  const id = useId();
  const width = Math.max(200, size?.width ?? 320);
  const format: LevelFormat = { capacityWh, language };
  const levels = axisLevels(topWh, format);
  const left = axisWidth(levels.map(({ text }) => text));
  const area: PlotArea = {
    left,
    top: margin.top,
    width: width - left - margin.right,
    height: height - margin.top - margin.bottom,
  };
  const selected = slots[selectedSlot];
  const right = area.left + area.width;
  return (
    <div ref={ref} className={styles.chart}>
      <svg width={width} height={height} aria-hidden="true">
        <defs>
          <ActPatterns id={id} />
          <clipPath id={`${id}plot`}>
            <rect x={area.left} y={area.top} width={area.width} height={area.height} rx={8} />
          </clipPath>
        </defs>
        <g clipPath={`url(#${id}plot)`}>
          {bandShapes(slots, topWh, area).map((band) => (
            <rect
              key={`${band.slot} ${band.y}`}
              x={band.x}
              y={band.y}
              width={band.width}
              height={band.height}
              fill={actFill(band.act, id)}
              className={styles.band}
            />
          ))}
        </g>
        {levels.map(({ levelWh, text }) => (
          <text
            key={levelWh}
            x={area.left - axisGap}
            y={planY(area, levelWh, topWh) + 4}
            textAnchor="end"
            className={styles.tick}
          >
            {text}
          </text>
        ))}
        {timeTicks(slots, { area, selected: selectedSlot, leastPx: 44 }).map(({ secondOfDay, x }) => {
          const isOfSelected = slots.length > 1 && (secondOfDay === selected?.startS || secondOfDay === selected?.endS);
          return (
            <text
              key={secondOfDay}
              x={x}
              y={height - 6}
              textAnchor={x < area.left + 20 ? 'start' : x > right - 20 ? 'end' : 'middle'}
              className={isOfSelected ? styles.tickBold : styles.tick}
            >
              {clockText(secondOfDay)}
            </text>
          );
        })}
        {compared &&
          levelLines(compared, topWh, area).map(({ x1, x2, y }) => (
            <g key={`${x1} ${y}`}>
              <path d={`M${x1} ${y}H${x2}`} className={styles.comparedEdge} />
              <path d={`M${x1} ${y}H${x2}`} className={styles.compared} />
            </g>
          ))}
        {selected && slots.length > 1 && (
          <rect
            x={planX(area, selected.startS) + 1}
            y={area.top + 1}
            width={planX(area, selected.endS) - planX(area, selected.startS) - 2}
            height={area.height - 2}
            rx={7}
            className={styles.selected}
          />
        )}
        <BatteryLine area={area} topWh={topWh} runs={runs} />
        {now && <NowMark area={area} topWh={topWh} now={now} text={levelText(now.levelWh, format)} />}
      </svg>
      {slots.map((slot, i) => (
        <button
          key={slot.startS}
          type="button"
          className={styles.slot}
          style={{
            left: planX(area, slot.startS),
            width: planX(area, slot.endS) - planX(area, slot.startS),
            top: area.top,
            height: area.height,
          }}
          aria-pressed={i === selectedSlot}
          aria-label={`${slotTime(slot)}: ${slot.bands
            .map((band) => `${rangeText(band, topWh, format, t)} ${actText(band, format, t)}`)
            .join('; ')}`}
          onClick={() => onSelectSlot(i)}
        />
      ))}
      {props.children?.(area)}
      <p className={styles.zone}>{t(runs.length > 0 ? 'zoneAndLine' : 'zone', { zone })}</p>
    </div>
  );
}

/** The levels that are written beside a plan. */
function axisLevels(topWh: number, format: LevelFormat): { levelWh: number; text: string }[] {
  const steps = format.capacityWh === null ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
  return steps.map((part) => ({ levelWh: part * topWh, text: levelText(part * topWh, format) }));
}

function BatteryLine({ area, topWh, runs }: { area: PlotArea; topWh: number; runs: readonly LevelRun[] }) {
  const path = runs
    .map((run) =>
      run.map((point) => `${planX(area, point.secondOfDay)} ${planY(area, point.levelWh, topWh)}`).join('L'),
    )
    .map((points) => `M${points}`)
    .join('');
  return (
    <>
      <path d={path} className={styles.lineEdge} />
      <path d={path} className={styles.line} />
    </>
  );
}

type NowMarkProps = { area: PlotArea; topWh: number; now: { secondOfDay: number; levelWh: number }; text: string };

function NowMark({ area, topWh, now, text }: NowMarkProps) {
  const x = planX(area, now.secondOfDay);
  const y = planY(area, now.levelWh, topWh);
  const label = `${clockText(Math.floor(now.secondOfDay / 60) * 60)} · ${text}`;
  const labelWidth = label.length * 7 + 16;
  const left = x + 14 + labelWidth <= area.left + area.width ? x + 14 : x - 14 - labelWidth;
  const top = Math.min(area.top + area.height - 26, Math.max(area.top + 2, y - 12));
  return (
    <g>
      <circle cx={x} cy={y} r={7} className={styles.now} />
      <rect x={left} y={top} width={labelWidth} height={24} rx={6} className={styles.nowBox} />
      <text x={left + labelWidth / 2} y={top + 17} textAnchor="middle" className={styles.nowText}>
        {label}
      </text>
    </g>
  );
}
