import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { ScenarioFields } from './scenario-types.ts';

/** For whom a scenario is: everyone, a community, a cluster or one unit. */
export function ScopeText({ scenario }: { scenario: ScenarioFields }) {
  const { t } = useTexts('scenarios');
  const { communityCode, clusterCode, unitCode } = scenario;
  if (communityCode === null) return t('scopes.all');
  if (clusterCode === null) return t('scopes.community', { name: communityCode });
  if (unitCode === null) return t('scopes.cluster', { name: clusterCode });
  return t('scopes.unit', { name: `${clusterCode} / ${unitCode}` });
}
