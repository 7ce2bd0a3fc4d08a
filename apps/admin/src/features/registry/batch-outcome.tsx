import type { Refused } from '@commonwatt/ui/api-error.ts';
import { isText } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { RefusalText } from '../../parts/refusal.tsx';
import styles from './registry.module.css';

type Changes = Record<string, { from: unknown; to: unknown }>;
type BatchKind = 'community' | 'cluster' | 'unit' | 'residents';

type BatchOutcomeProps = {
  outcome:
    | {
        changes: readonly { kind: BatchKind; path: string; action: 'add' | 'change'; changes: Changes }[];
        problems: readonly { position: number; field: string | null; reason: string; refusal: Refused['refusal'] }[];
      }
    | undefined;
};

const most = 500;

/** What a batch changes, line by line, and what is wrong with it. */
export function BatchOutcome({ outcome }: BatchOutcomeProps) {
  const { t } = useTexts('registry');
  if (!outcome) return null;
  const { changes, problems } = outcome;
  const nameOf = (field: string) => {
    const key = `fields.${field}`;
    return isText('registry', key) ? t(key) : field;
  };
  return (
    <div className={styles.outcome}>
      {problems.length > 0 && (
        <section role="alert">
          <h3>{t('problems', { count: problems.length })}</h3>
          <ul className={styles.problem}>
            {problems.slice(0, most).map(({ position, field, reason, refusal }) => (
              <li key={`${position} ${reason}`}>
                {position === 0 ? t('wholeFile') : t('position', { position })}{' '}
                {field !== null && refusal !== null && <code>{field}:</code>}{' '}
                <RefusalText refused={{ message: reason, refusal }} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{changes.length === 0 ? t('nothingChanges') : t('changes', { count: changes.length })}</h3>
        <ul>
          {changes.slice(0, most).map(({ kind, path, action, changes: fields }) => (
            <li key={`${kind} ${path}`}>
              {t(`actions.${action}`)} {t(`batchKinds.${kind}`)} <span lang="en">{path}</span>
              {Object.entries(fields).map(([field, { from, to }]) => (
                <p key={field}>
                  {nameOf(field)}: {shown(from)} → {shown(to)}
                </p>
              ))}
            </li>
          ))}
        </ul>
        {changes.length > most && <p>{t('notShown', { count: changes.length - most })}</p>}
      </section>
    </div>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.join(', ') : String(value);
}
