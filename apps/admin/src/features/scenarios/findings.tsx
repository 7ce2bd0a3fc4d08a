import type { ScenarioFinding } from '@commonwatt/domain/scenario-findings';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './scenarios.module.css';

/** What is wrong with the text, errors first, each with its place; one calm line when nothing is. */
export function Findings({ findings, text }: { findings: readonly ScenarioFinding[]; text: string }) {
  const { t } = useTexts('scenarios');
  const sorted = [...findings].sort((a, b) => Number(b.level === 'error') - Number(a.level === 'error'));
  return (
    <div role="status" className={styles.findings}>
      {sorted.length === 0 && (
        <p className={styles.fine}>
          <Icon name="check" size={16} />
          {t('nothingWrong', { count: text.length })}
        </p>
      )}
      <ul>
        {sorted.map(({ level, path, code, values, message }) => (
          <li key={`${path} ${message}`} className={level === 'error' ? styles.error : styles.warning}>
            <Icon name={level === 'error' ? 'stop' : 'warning'} size={16} />
            <span>
              {path !== '' && <code>{path}</code>} {t(`findings.${code}`, values)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
