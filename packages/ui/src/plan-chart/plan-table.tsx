import type { ScenarioSlot } from '@commonwatt/domain/scenario-bands';
import { useTexts } from '../use-texts.ts';
import styles from './plan-table.module.css';
import { actText, rangeText, slotTime } from './plan-words.ts';

type PlanTableProps = { slots: readonly ScenarioSlot[]; topWh: number; capacityWh: number | null };

/** A plan as a table: the same as its picture, for every slot. */
export function PlanTable({ slots, topWh, capacityWh }: PlanTableProps) {
  const { t, language } = useTexts('planChart');
  const format = { capacityWh, language };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('time')}</th>
          <th scope="col">{t('level')}</th>
          <th scope="col">{t('whatItDoes')}</th>
        </tr>
      </thead>
      {slots.map((slot) => (
        <tbody key={slot.startS}>
          {slot.bands.map((band, i) => (
            <tr key={band.lowerWh}>
              {i === 0 && (
                <th scope="rowgroup" rowSpan={slot.bands.length}>
                  {slotTime(slot)}
                </th>
              )}
              <td>{rangeText(band, topWh, format, t)}</td>
              <td>{actText(band, format, t)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
