import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { unitLabel } from '../../parts/unit-label.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import type { HomeChoice } from './scenario-types.ts';
import { WhatIfHome } from './what-if-home.tsx';
import { WhatIfHomes } from './what-if-homes.tsx';

type WhatIfProps = {
  cluster: ClusterInfo;
  text: string;
  /** Null for a scenario that is not stored yet. */
  scenarioId: number | null;
  /** The homes that trade by it now. */
  homes: readonly HomeChoice[];
  /** The unit it is tried on; null: all its homes or, without any, the first unit. */
  unitId: string | null;
  onUnit: (unitId: string | null) => void;
};

/** What would have been over the last week under a text: of all homes that trade by its scenario, or of any one unit. */
export function WhatIf({ cluster, text, scenarioId, homes, unitId, onUnit }: WhatIfProps) {
  const { t } = useTexts('scenarios');
  const hasHomes = scenarioId !== null && homes.length > 0;
  const chosen = cluster.units.find((unit) => unit.unitId === unitId) ?? (hasHomes ? null : cluster.units[0]);
  const choice = (
    <label>
      <span className="visually-hidden">{t('whatIf.unit')}</span>
      <select
        className={controls.field}
        value={chosen?.unitId ?? ''}
        onChange={({ target }) => onUnit(target.value || null)}
      >
        {hasHomes && <option value="">{t('whatIf.allHomes', { count: homes.length })}</option>}
        {cluster.units.map((unit) => (
          <option key={unit.unitId} value={unit.unitId}>
            {unitLabel(unit)}
          </option>
        ))}
      </select>
    </label>
  );
  if (chosen) return <WhatIfHome unit={{ ...cluster.ref, unitId: chosen.unitId }} text={text} choice={choice} />;
  if (!hasHomes) return null;
  return <WhatIfHomes cluster={cluster.ref} text={text} scenarioId={scenarioId} choice={choice} />;
}
