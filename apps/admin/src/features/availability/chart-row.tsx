import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatShare, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type KeyboardEvent, memo, type PointerEvent } from 'react';
import type { RowPlace } from '../../parts/long-body.tsx';
import { RowDrawing, type RowScale } from './row-drawing.tsx';
import styles from './unit-chart.module.css';
import { isBelowTarget, type UnitRow } from './unit-rows.ts';

type ChartRowProps = {
  place: RowPlace;
  row: UnitRow;
  scale: RowScale;
  /** Where slots of the axis begin. */
  lines: readonly number[];
  /** Where the cells of the heat map are cut; null for a timeline. */
  edges: readonly number[] | null;
  isSelected: boolean;
  isInTabOrder: boolean;
  onKeyDown: (event: KeyboardEvent<HTMLButtonElement>, row: UnitRow) => void;
  onPoint: (row: UnitRow, atMs: number, reachMs: number, anchor: SVGSVGElement) => void;
  onLeave: () => void;
  onOpen: (unitId: string) => void;
};

/** How far beside a thin downtime (px) a pointer still means it. */
const reachPx = 3;

/** One unit: its drawing and its figures. Drawn again only when something of its own changed: there may be a thousand. */
export const ChartRow = memo(function ChartRow(props: ChartRowProps) {
  const { place, row, scale, lines, edges, isSelected, isInTabOrder } = props;
  const { t, language } = useTexts('availability');
  const { unitId, name, rate, times, outages } = row;
  const rateText = quantityText(formatShare(rate, language));
  const down = formatDuration(times.down, language);
  const isBelow = isBelowTarget(rate);
  const msPerPx = (scale.toMs - scale.fromMs) / scale.width;
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    props.onPoint(row, scale.fromMs + (event.clientX - box.left) * msPerPx, reachPx * msPerPx, event.currentTarget);
  };
  return (
    <tr
      {...place}
      className={styles.row}
      data-unit={unitId}
      data-selected={isSelected || undefined}
      onClick={() => props.onOpen(unitId)}
    >
      <th scope="row">
        <button
          type="button"
          className={styles.unitButton}
          tabIndex={isInTabOrder ? 0 : -1}
          aria-expanded={isSelected}
          aria-label={t('unitSentence', {
            unit: unitId,
            name,
            rate: rateText,
            outages: outages.length,
            duration: down,
          })}
          onKeyDown={(event) => props.onKeyDown(event, row)}
        >
          {unitId}
        </button>
      </th>
      <td className={styles.stripCell}>
        <svg
          className={styles.strip}
          aria-hidden="true"
          data-from-ms={scale.fromMs}
          data-to-ms={scale.toMs}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={props.onLeave}
        >
          {scale.width > 0 && <RowDrawing row={row} scale={scale} lines={lines} edges={edges} />}
        </svg>
      </td>
      <td className={isBelow ? styles.below : styles.figure}>
        {isBelow && (
          <>
            <Icon name="warning" size={12} />
            <span className="visually-hidden">{t('belowMark')}</span>
          </>
        )}
        {rateText}
      </td>
      <td className={styles.downFigure}>{down}</td>
      <td className={styles.countFigure}>{outages.length}</td>
    </tr>
  );
});
