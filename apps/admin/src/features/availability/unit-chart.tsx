import type { Span } from '@commonwatt/domain/availability';
import { heatCells } from '@commonwatt/domain/heat-cells';
import { useSize } from '@commonwatt/ui/use-size.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useCallback, useId, useMemo } from 'react';
import { isLongTable, LongBody, type RowPlace } from '../../parts/long-body.tsx';
import type { Shown } from './availability-units.tsx';
import { type Block, BlockTip } from './block-tip.tsx';
import { ChartAxis } from './chart-axis.tsx';
import { ChartRow } from './chart-row.tsx';
import { ChartPatterns } from './row-drawing.tsx';
import { axisSlots, heatEdges } from './time-axis.ts';
import styles from './unit-chart.module.css';
import type { UnitRow } from './unit-rows.ts';
import { useBlockFocus } from './use-block-focus.ts';

type UnitChartProps = {
  rows: readonly UnitRow[];
  shown: Shown;
  timeZone: string;
  isHeat: boolean;
  selectedId: string | null;
  onOpen: (unitId: string, atMs: number | null) => void;
  onZoom: (span: Span) => void;
};

/** How high a row is, px. */
const rowHeightPx = 31;

/**
 * A row for each unit over a common time axis. One row at a time is in the tab order; arrow keys move between rows and
 * along their blocks, which is what a pointer does by hovering.
 */
export function UnitChart({ rows, shown, timeZone, isHeat, selectedId, onOpen, onZoom }: UnitChartProps) {
  const { t, language } = useTexts('availability');
  const hint = useId();
  const [axis, size] = useSize<HTMLDivElement>();
  const { period, nowMs } = shown;
  const slots = useMemo(() => axisSlots(period, timeZone, language), [period, timeZone, language]);
  const edges = useMemo(() => (isHeat ? heatEdges(period, timeZone) : null), [isHeat, period, timeZone]);
  const scale = useMemo(() => ({ ...period, nowMs, width: size?.width ?? 0 }), [period, nowMs, size?.width]);
  const lines = useMemo(() => slots.slice(1).map(({ fromMs }) => fromMs), [slots]);
  /** What the arrow keys step along: spans that were, or cells. */
  const blocksOf = useCallback(
    (row: UnitRow): Block[] =>
      edges
        ? heatCells(row.spans, edges).map((cell) => ({ kind: 'cell', ...cell }))
        : row.spans
            .filter(({ reason }) => reason !== 'future')
            .map(({ kind, ...span }) => ({ kind: 'span', timeKind: kind, ...span })),
    [edges],
  );
  const focus = useBlockFocus({ rows, blocksOf, onOpen });
  const isLong = isLongTable(rows.length);
  const { activeId, onKeyDown, onPoint, onLeave, onClick } = focus;
  // Pointing at a block draws the block's tip only: not all rows.
  const drawRow = useCallback(
    (index: number, place: RowPlace) => {
      const row = rows[index];
      return (
        row && (
          <ChartRow
            key={row.unitId}
            place={place}
            row={row}
            scale={scale}
            lines={lines}
            edges={edges}
            isSelected={row.unitId === selectedId}
            isInTabOrder={row.unitId === activeId}
            onKeyDown={onKeyDown}
            onPoint={onPoint}
            onLeave={onLeave}
            onOpen={onClick}
          />
        )
      );
    },
    [rows, scale, lines, edges, selectedId, activeId, onKeyDown, onPoint, onLeave, onClick],
  );
  return (
    <div className={styles.chart}>
      <ChartPatterns />
      <p id={hint} className="visually-hidden">
        {t('chartHint')}
      </p>
      <table
        ref={focus.table}
        className={styles.rows}
        aria-describedby={hint}
        aria-rowcount={isLong ? rows.length + 1 : undefined}
      >
        <caption className="visually-hidden">{t('byUnit')}</caption>
        <thead>
          <tr aria-rowindex={isLong ? 1 : undefined}>
            <th scope="col" className={styles.unitColumn}>
              {t('unit')}
            </th>
            <th scope="col">
              <ChartAxis
                ref={axis}
                slots={slots}
                width={scale.width}
                period={period}
                timeZone={timeZone}
                onZoom={onZoom}
              />
            </th>
            <th scope="col" className={styles.rateColumn}>
              {t('rate')}
            </th>
            <th scope="col" className={styles.downColumn}>
              {t('down')}
            </th>
            <th scope="col" className={styles.countColumn}>
              <abbr title={t('countFull')}>{t('count')}</abbr>
            </th>
          </tr>
        </thead>
        <LongBody count={rows.length} rowHeightPx={rowHeightPx} columnCount={5} keptIndex={focus.activeIndex}>
          {drawRow}
        </LongBody>
      </table>
      {focus.at && <BlockTip at={focus.at} nowMs={nowMs} timeZone={timeZone} />}
    </div>
  );
}
