import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { HomeLinks } from './home-links.tsx';
import { RuleChanges } from './rule-changes.tsx';
import type { HomeChoice, ScenarioFields, StoredScenario } from './scenario-types.ts';
import styles from './scenarios.module.css';

type AskedProps = {
  base: StoredScenario;
  homes: readonly HomeChoice[];
  cluster: ClusterInfo;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** What a save does to the homes that trade by the scenario: which they are, and what they will do otherwise. */
export function SaveDialog({ draft, ...asked }: AskedProps & { draft: ScenarioFields }) {
  const { t } = useTexts('scenarios');
  const { base, homes, cluster, isBusy, onConfirm, onClose } = asked;
  return (
    <Dialog title={t('saveTitle', { name: base.name })} onClose={onClose}>
      <p>{t('saveEffect', { count: homes.length })}</p>
      <section className={styles.part}>
        <h3>{t('whatChanges')}</h3>
        <RuleChanges before={base.data ?? ''} after={draft.data ?? ''} />
      </section>
      <section className={styles.part}>
        <h3>{t('whoChanges')}</h3>
        <HomeLinks homes={homes} cluster={cluster} isBeside />
      </section>
      <div className={styles.bar}>
        <button type="button" className={controls.primary} disabled={isBusy} onClick={onConfirm}>
          {t('saveFor', { count: homes.length })}
        </button>
        <Cancel onClose={onClose} />
      </div>
    </Dialog>
  );
}

/** What the end of a scenario does to the homes that trade by it. */
export function DeleteDialog({ base, homes, cluster, isBusy, onConfirm, onClose }: AskedProps) {
  const { t } = useTexts('scenarios');
  return (
    <Dialog title={t('deleteTitle', { name: base.name })} onClose={onClose}>
      <p>{t('deleteEffect', { count: homes.length })}</p>
      {homes.length > 0 && (
        <section className={styles.part}>
          <h3>{t('whoLoses')}</h3>
          <HomeLinks homes={homes} cluster={cluster} isBeside />
        </section>
      )}
      <div className={styles.bar}>
        <button type="button" className={controls.danger} disabled={isBusy} onClick={onConfirm}>
          {t('delete')}
        </button>
        <Cancel onClose={onClose} />
      </div>
    </Dialog>
  );
}

function Cancel({ onClose }: { onClose: () => void }) {
  const { t } = useTexts('scenarios');
  return (
    <button type="button" className={controls.button} data-autofocus onClick={onClose}>
      {t('cancel')}
    </button>
  );
}
