import type { Span } from '@commonwatt/domain/availability';
import { formatZone } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type PointerEvent, type Ref, useMemo, useState } from 'react';
import { type AxisSlot, labelledSlots, roundZoom } from './time-axis.ts';
import styles from './unit-chart.module.css';

type ChartAxisProps = {
  ref: Ref<HTMLDivElement>;
  slots: readonly AxisSlot[];
  /** How wide the axis is, px; 0: not known yet. */
  width: number;
  period: Span;
  timeZone: string;
  onZoom: (span: Span) => void;
};

/** What is drawn over the axis while it is dragged, px from its left edge. */
type Drag = { fromX: number; toX: number };

/** A shorter drag is a click that slipped (px). */
const leastDrag = 6;

/** The time axis. Dragging along it, or choosing one of its labels, zooms in on that part. */
export function ChartAxis({ ref, slots, width, period, timeZone, onZoom }: ChartAxisProps) {
  const { t, language } = useTexts('availability');
  const [drag, setDrag] = useState<Drag | null>(null);
  const lengthMs = period.toMs - period.fromMs;

  function xOf(event: PointerEvent<HTMLDivElement>): number {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(event.clientX - box.left, box.width));
  }
  function start(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    setDrag({ fromX: xOf(event), toX: xOf(event) });
  }
  function move(event: PointerEvent<HTMLDivElement>) {
    if (!drag) return;
    const toX = xOf(event);
    // Only now: a pointer that is captured gives its click to the axis and not to the label under it.
    if (Math.abs(toX - drag.fromX) > leastDrag) event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ ...drag, toX });
  }
  function end(event: PointerEvent<HTMLDivElement>) {
    if (!drag) return;
    setDrag(null);
    const [fromX, toX] = [drag.fromX, drag.toX].sort((a, b) => a - b) as [number, number];
    if (toX - fromX <= leastDrag) return;
    const msPerPx = lengthMs / event.currentTarget.getBoundingClientRect().width;
    onZoom(roundZoom({ fromMs: period.fromMs + fromX * msPerPx, toMs: period.fromMs + toX * msPerPx }, period));
  }
  const labelled = useMemo(() => labelledSlots(slots, period, width), [slots, period, width]);
  const percent = (atMs: number) => `${((atMs - period.fromMs) / lengthMs) * 100}%`;
  return (
    <div
      ref={ref}
      className={styles.axis}
      role="group"
      aria-label={t('axis', { zone: formatZone(period.fromMs, timeZone, language) })}
      title={t('zoomHint')}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      {slots.map(({ fromMs, toMs, label }) => (
        <button
          key={fromMs}
          type="button"
          className={styles.slot}
          style={{ left: percent(fromMs), width: `${((toMs - fromMs) / lengthMs) * 100}%` }}
          aria-label={t('zoomTo', { slot: label })}
          disabled={slots.length === 1}
          onClick={() => onZoom({ fromMs, toMs })}
        >
          {labelled.has(fromMs) && label}
        </button>
      ))}
      {drag && Math.abs(drag.toX - drag.fromX) > leastDrag && (
        <i
          className={styles.drag}
          style={{ left: Math.min(drag.fromX, drag.toX), width: Math.abs(drag.toX - drag.fromX) }}
        />
      )}
    </div>
  );
}
