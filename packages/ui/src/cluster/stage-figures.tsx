import { formatPower, quantityText } from '../format/quantity.ts';
import { useTexts } from '../use-texts.ts';
import type { SceneUnit } from './scene.ts';
import styles from './stage-figures.module.css';

/** The four powers of a unit beside its house, on the side away from the bus. */
export function StageFigures({ unit, scale, isLeft }: { unit: SceneUnit; scale: number; isLeft: boolean }) {
  const { t, language } = useTexts('cluster');
  if (unit.status === 'silent' || unit.status === 'never') return null;
  const { solarW, loadW, batteryW, acGridW } = unit.values;
  const rows = [
    { label: t('figure.solar'), powerW: solarW, className: styles.solar },
    { label: t('figure.load'), powerW: loadW, className: styles.load },
    {
      label: t((batteryW ?? 0) < 0 ? 'figure.batteryOut' : 'figure.batteryIn'),
      powerW: batteryW === null ? null : Math.abs(batteryW),
      className: styles.battery,
    },
    { label: t('figure.grid'), powerW: acGridW, className: acGridW ? styles.grid : styles.zero },
  ];
  // Beside the frame of a unit that is selected.
  const x = (isLeft ? -44 : 44) * scale;
  return (
    <g className={unit.shown === 'late' ? styles.late : undefined} aria-hidden="true">
      {rows.map((row, i) => (
        <text key={row.label} x={x} y={(-14 + i * 13) * scale} textAnchor={isLeft ? 'end' : 'start'}>
          {isLeft && <tspan className={styles.label}>{row.label}</tspan>}
          <tspan dx={isLeft ? 8 : 0} className={row.className}>
            {quantityText(formatPower(row.powerW, language))}
          </tspan>
          {!isLeft && (
            <tspan dx={8} className={styles.label}>
              {row.label}
            </tspan>
          )}
        </text>
      ))}
    </g>
  );
}
