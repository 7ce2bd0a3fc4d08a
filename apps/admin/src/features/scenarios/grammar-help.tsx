import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './scenarios.module.css';

/** The parts of a scenario, as they are written, each with what it says. */
const parts = [
  { key: 'period', code: '"06:00:00-15:00:00": { … }' },
  { key: 'batteryStatus', code: '"batteryStatus": { "3600-": "high", "-3600": "low" }' },
  { key: 'request', code: '"request": { "high": { "discharge": { … } } }' },
  { key: 'accept', code: '"accept": { "low": { "charge": { … } } }' },
  { key: 'limit', code: '{ "limitWh": 3600, "pointPerWh": 10 }' },
  { key: 'pair', code: '"pairUnitId": "E002"' },
  { key: 'strategy', code: '"acceptSelection": { "strategy": "amount" }' },
  { key: 'refreshing', code: '"refreshingPeriodMsec": 60000' },
] as const;

/** What may be written in a scenario. */
export function GrammarHelp() {
  const { t } = useTexts('scenarios');
  return (
    <details className={styles.help}>
      <summary>{t('grammar.title')}</summary>
      <dl>
        {parts.map(({ key, code }) => (
          <div key={key}>
            <dt>
              <code>{code}</code>
            </dt>
            <dd>{t(`grammar.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
