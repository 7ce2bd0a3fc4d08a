import type { ScenarioSlot } from '@commonwatt/domain/scenario-bands';
import { useTexts } from '../use-texts.ts';
import { ActSwatch } from './act-patterns.tsx';
import { actText, rangeText } from './plan-words.ts';
import styles from './slot-words.module.css';

type SlotWordsProps = { slot: ScenarioSlot; topWh: number; capacityWh: number | null };

/** A slot of a plan in sentences, from the fullest battery down. */
export function SlotWords({ slot, topWh, capacityWh }: SlotWordsProps) {
  const { t, language } = useTexts('planChart');
  const format = { capacityWh, language };
  return (
    <ul className={`${styles.words} ${capacityWh === null ? styles.energies : ''}`}>
      {slot.bands.map((band) => (
        <li key={band.lowerWh}>
          <ActSwatch act={band.act} />
          <b>{rangeText(band, topWh, format, t)}</b>
          <span>{actText(band, format, t)}</span>
        </li>
      ))}
    </ul>
  );
}
