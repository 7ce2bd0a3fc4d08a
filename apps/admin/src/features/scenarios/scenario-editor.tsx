import { checkScenario } from '@commonwatt/domain/scenario-check';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { Findings } from './findings.tsx';
import { followScenario } from './follow-scenario.ts';
import { SaveBar } from './save-bar.tsx';
import { ScenarioDiff } from './scenario-diff.tsx';
import { ScenarioForm } from './scenario-form.tsx';
import { ScenarioHomes } from './scenario-homes.tsx';
import { ScenarioPicture } from './scenario-picture.tsx';
import { fieldsOf, type HomeChoice, type ScenarioFields, type StoredScenario } from './scenario-types.ts';
import { type ScenarioDone, ScenarioUndo } from './scenario-undo.tsx';
import styles from './scenarios.module.css';
import { WhatIf } from './what-if.tsx';

type ScenarioEditorProps = {
  cluster: ClusterInfo;
  stored: StoredScenario;
  /** The homes that trade by it now. */
  homes: readonly HomeChoice[];
  unitId: string | null;
  onUnit: (unitId: string | null) => void;
  onClose: () => void;
  /** It has a number now; null: what was made here was taken back. */
  onMade: (id: number | null) => void;
  onDeleted: (gone: StoredScenario) => void;
};

/** A scenario as text and, beside it, what the text means, what is wrong with it, and what it would have done. */
export function ScenarioEditor(props: ScenarioEditorProps) {
  const { cluster, stored, homes, unitId, onUnit, onClose, onMade, onDeleted } = props;
  const { t } = useTexts('scenarios');
  // What this editor began with: what is stored may become newer while it is open, and the api refuses to overwrite that.
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(fieldsOf(stored));
  const [done, setDone] = useState<ScenarioDone | null>(null);
  const isChanged = JSON.stringify(fieldsOf(base)) !== JSON.stringify(draft);
  useBlocker({
    shouldBlockFn: () => isChanged && !window.confirm(t('leave')),
    enableBeforeUnload: () => isChanged,
  });
  /** Goes on from what is stored now; what was typed since the draft was as `known` stays. */
  function follow(now: StoredScenario, known: ScenarioFields) {
    setBase(now);
    setDraft((typed) => followScenario(known, typed, now).draft);
  }
  const text = draft.data ?? '';
  const findings = checkScenario(text);
  return (
    <div className={styles.editor}>
      <div className={styles.column}>
        <Card
          title={base.id === null ? t('newTitle') : base.name}
          note={base.mayEdit ? undefined : t('readOnly')}
          tools={
            <button type="button" className={controls.button} onClick={onClose}>
              {t('toList')}
            </button>
          }
        >
          <ScenarioForm cluster={cluster} draft={draft} isReadOnly={!base.mayEdit} onChange={setDraft} />
          <Findings findings={findings} text={text} />
          {base.mayEdit && (
            <SaveBar
              cluster={cluster}
              base={base}
              draft={draft}
              homes={homes}
              isChanged={isChanged}
              hasErrors={findings.some(({ level }) => level === 'error')}
              onSaved={(saved) => {
                setDone({ before: base.id === null ? null : base, after: saved });
                follow(saved, draft);
                if (base.id === null) onMade(saved.id);
              }}
              onFollow={(now, next) => {
                setBase(now);
                setDraft(next);
              }}
              onDeleted={() => onDeleted(base)}
            />
          )}
          {base.mayEdit && (
            <ScenarioUndo
              done={done}
              onUndone={(now) => {
                if (now) follow(now, base);
                else onMade(null);
                setDone(null);
              }}
            />
          )}
        </Card>
        {base.id !== null && isChanged && <ScenarioDiff before={base.data ?? ''} after={text} />}
      </div>
      <div className={styles.column}>
        <ScenarioPicture
          text={text}
          isReadOnly={!base.mayEdit}
          onText={(data) => setDraft((typed) => ({ ...typed, data }))}
        />
        <WhatIf cluster={cluster} text={text} scenarioId={base.id} homes={homes} unitId={unitId} onUnit={onUnit} />
        {base.id !== null && <ScenarioHomes homes={homes} cluster={cluster} />}
      </div>
    </div>
  );
}
