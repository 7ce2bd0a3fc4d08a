import { readScenario } from '@commonwatt/domain/scenario';
import { topLevelWh } from '@commonwatt/domain/scenario-bands';
import { scenarioChanges } from '@commonwatt/domain/scenario-changes';
import { actText, rangeText, slotTime } from '@commonwatt/ui/plan-chart/plan-words.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './scenarios.module.css';

/** What homes would do otherwise by the new text of a scenario, in words: by time of day and battery level. */
export function RuleChanges({ before, after }: { before: string; after: string }) {
  const { t, language } = useTexts('scenarios');
  const plan = useTexts('planChart');
  const [was, is] = [readScenario(before), readScenario(after)];
  if (!was.ok || !is.ok) return <p>{t('wasUnreadable')}</p>;
  const topWh = topLevelWh([was.scenario, is.scenario]);
  const slots = scenarioChanges(was.scenario, is.scenario, topWh);
  if (slots.length === 0) return <p>{t(before === after ? 'sameRules' : 'sameActs')}</p>;
  const format = { capacityWh: null, language };
  return (
    <ul className={styles.changes}>
      {slots.map((slot) => (
        <li key={slot.startS}>
          <b>{slotTime(slot)}</b>
          <ul>
            {slot.bands.map((band) => (
              <li key={band.lowerWh}>
                {rangeText({ ...band.after, lowerWh: band.lowerWh, upperWh: band.upperWh }, topWh, format, plan.t)}:{' '}
                <del>{actText(band.before, format, plan.t)}</del> → <ins>{actText(band.after, format, plan.t)}</ins>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
