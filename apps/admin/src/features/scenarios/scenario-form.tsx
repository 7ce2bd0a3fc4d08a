import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { unitLabel } from '../../parts/unit-label.ts';
import { useNames } from '../../shell/use-names.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { GrammarHelp } from './grammar-help.tsx';
import type { ScenarioFields } from './scenario-types.ts';
import styles from './scenarios.module.css';

type ScenarioFormProps = {
  cluster: ClusterInfo;
  draft: ScenarioFields;
  isReadOnly: boolean;
  onChange: (draft: ScenarioFields) => void;
};

/** Name, description and scope of a scenario, and its text. */
export function ScenarioForm({ cluster, draft, isReadOnly, onChange }: ScenarioFormProps) {
  const { t } = useTexts('scenarios');
  const set = (fields: Partial<ScenarioFields>) => onChange({ ...draft, ...fields });
  return (
    <div className={styles.form}>
      <label>
        {t('name')}
        <input
          className={controls.field}
          value={draft.name}
          maxLength={128}
          required
          readOnly={isReadOnly}
          onChange={({ target }) => set({ name: target.value })}
        />
      </label>
      <ScopeChoice cluster={cluster} draft={draft} isReadOnly={isReadOnly} onChange={set} />
      <label className={styles.wide}>
        {t('description')}
        <input
          className={controls.field}
          value={draft.description ?? ''}
          readOnly={isReadOnly}
          onChange={({ target }) => set({ description: target.value })}
        />
      </label>
      <label className={styles.wide}>
        {t('text')}
        <textarea
          className={styles.text}
          value={draft.data ?? ''}
          rows={22}
          spellCheck={false}
          autoCapitalize="off"
          wrap="off"
          readOnly={isReadOnly}
          onChange={({ target }) => set({ data: target.value })}
        />
      </label>
      <GrammarHelp />
    </div>
  );
}

type ScopeChoiceProps = Omit<ScenarioFormProps, 'onChange'> & { onChange: (fields: Partial<ScenarioFields>) => void };
type Scope = Pick<ScenarioFields, 'communityCode' | 'clusterCode' | 'unitCode'>;

/** Who may choose it. A scope of another cluster, which this page does not list, stays as it is. */
function ScopeChoice({ cluster, draft, isReadOnly, onChange }: ScopeChoiceProps) {
  const { t } = useTexts('scenarios');
  const names = useNames();
  const { communityId: communityCode, clusterId: clusterCode } = cluster.ref;
  const none = { communityCode: null, clusterCode: null, unitCode: null };
  const choices: { scope: Scope; text: string }[] = [
    { scope: none, text: t('scopes.all') },
    { scope: { ...none, communityCode }, text: t('scopes.community', { name: names.community(communityCode) }) },
    { scope: { ...none, communityCode, clusterCode }, text: t('scopes.cluster', { name: cluster.name }) },
    ...cluster.units.map((unit) => ({
      scope: { communityCode, clusterCode, unitCode: unit.unitId },
      text: t('scopes.unit', { name: unitLabel(unit) }),
    })),
  ];
  const key = (scope: Scope) => JSON.stringify([scope.communityCode, scope.clusterCode, scope.unitCode]);
  const isListed = choices.some(({ scope }) => key(scope) === key(draft));
  const elsewhere = [draft.clusterCode, draft.unitCode].filter((part) => part !== null).join(' / ');
  return (
    <label>
      {t('scope')}
      <select
        className={controls.field}
        value={key(draft)}
        disabled={isReadOnly}
        onChange={({ target }) => {
          const chosen = choices.find(({ scope }) => key(scope) === target.value);
          if (chosen) onChange(chosen.scope);
        }}
      >
        {!isListed && <option value={key(draft)}>{elsewhere}</option>}
        {choices.map(({ scope, text }) => (
          <option key={key(scope)} value={key(scope)}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
