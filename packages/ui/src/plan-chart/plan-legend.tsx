import { acts, type ScenarioSlot } from '@commonwatt/domain/scenario-bands';
import { useTexts } from '../use-texts.ts';
import { ActSwatch } from './act-patterns.tsx';
import styles from './plan-legend.module.css';

/** What the fields of a plan mean; only those that it has. */
export function PlanLegend({ slots }: { slots: readonly ScenarioSlot[] }) {
  const { t } = useTexts('planChart');
  const shown = acts.filter((act) => slots.some(({ bands }) => bands.some((band) => band.act === act)));
  return (
    <ul className={styles.legend}>
      {shown.map((act) => (
        <li key={act}>
          <ActSwatch act={act} />
          {t(`acts.${act}`)}
        </li>
      ))}
    </ul>
  );
}
