import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Page } from '../../parts/page.tsx';
import { Shell } from '../../shell/shell.tsx';
import { WithCluster } from '../../shell/with-cluster.tsx';
import { MonitoringTabs } from '../monitoring/monitoring-tabs.tsx';
import { DeadMessages } from './dead-messages.tsx';
import { OwnState } from './own-state.tsx';
import { RecipientsCard } from './recipients-card.tsx';

/** Who is told about failures of a community and how, what could not be delivered, and how Commonwatt itself does. */
export function MessagesPage() {
  const { t } = useTexts('messages');
  return (
    <WithCluster title={t('title')}>
      {({ ref, name, timeZone }) => (
        <Shell title={`${name} · ${t('title')}`} scope={ref}>
          <Page title={t('title')} subtitle={t('subtitle')} tools={<MonitoringTabs cluster={ref} />}>
            <RecipientsCard communityId={ref.communityId} timeZone={timeZone} />
            <DeadMessages communityId={ref.communityId} timeZone={timeZone} />
            <OwnState timeZone={timeZone} />
          </Page>
        </Shell>
      )}
    </WithCluster>
  );
}
