import type { MeanwhileChanges } from '@commonwatt/domain/domain-error';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { ReactNode } from 'react';
import controls from '../../parts/controls.module.css';
import { MeanwhileNotice } from '../../parts/meanwhile-notice.tsx';
import { followScenario } from './follow-scenario.ts';
import { DiffLines } from './scenario-diff.tsx';
import { fieldsOf, type ScenarioFields, type StoredScenario } from './scenario-types.ts';
import styles from './scenarios.module.css';
import { ScopeText } from './scope-text.tsx';

type ScenarioStaleProps = {
  base: StoredScenario;
  draft: ScenarioFields;
  changes: MeanwhileChanges;
  /** Goes on from what is stored now, with a draft to it. */
  onFollow: (stored: StoredScenario, draft: ScenarioFields) => void;
};

/** What somebody else has changed in the scenario that is being edited, and the ways to go on from there. */
export function ScenarioStale({ base, draft, changes, onFollow }: ScenarioStaleProps) {
  const { t } = useTexts('scenarios');
  const stored: StoredScenario = {
    ...base,
    ...Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to])),
  };
  const followed = followScenario(base, draft, stored);
  return (
    <MeanwhileNotice
      title={t('stale')}
      changes={changesInWords(base, stored, t)}
      note={
        <>
          {'data' in changes && (
            <div className={styles.diff}>
              <DiffLines before={base.data ?? ''} after={stored.data ?? ''} />
            </div>
          )}
          {followed.isTextKept && <p>{t('sameLines')}</p>}
        </>
      }
    >
      <button type="button" className={controls.primary} onClick={() => onFollow(stored, followed.draft)}>
        {t(followed.isTextKept ? 'keepMine' : 'follow')}
      </button>
      <button type="button" className={controls.button} onClick={() => onFollow(stored, fieldsOf(stored))}>
        {t('takeTheirs')}
      </button>
    </MeanwhileNotice>
  );
}

type Translate = ReturnType<typeof useTexts<'scenarios'>>['t'];

/** All but the rules, whose lines are shown one by one. */
function changesInWords(base: ScenarioFields, stored: ScenarioFields, t: Translate) {
  const parts: { key: 'name' | 'scope' | 'description'; show: (of: ScenarioFields) => ReactNode; values: string[] }[] =
    [
      { key: 'name', show: ({ name }) => name, values: [base.name, stored.name] },
      {
        key: 'scope',
        show: (of) => <ScopeText scenario={of} />,
        values: [base, stored].map((of) => JSON.stringify([of.communityCode, of.clusterCode, of.unitCode])),
      },
      {
        key: 'description',
        show: ({ description }) => description || '–',
        values: [base.description ?? '', stored.description ?? ''],
      },
    ];
  return parts
    .filter(({ values: [before, after] }) => before !== after)
    .map(({ key, show }) => ({ key, label: t(key), from: show(base), to: show(stored) }));
}
