import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useNames } from '../../shell/use-names.ts';
import type { ScenarioFields } from './scenario-types.ts';

/** For whom a scenario is: everyone, a community, a cluster or one unit. */
export function ScopeText({ scenario }: { scenario: ScenarioFields }) {
  const { t } = useTexts('scenarios');
  const names = useNames();
  const { communityCode, clusterCode, unitCode } = scenario;
  if (communityCode === null) return t('scopes.all');
  if (clusterCode === null) return t('scopes.community', { name: names.community(communityCode) });
  const cluster = names.cluster(communityCode, clusterCode);
  return unitCode === null
    ? t('scopes.cluster', { name: cluster })
    : t('scopes.unit', { name: `${cluster} / ${unitCode}` });
}
