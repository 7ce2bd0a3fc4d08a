import { localDayOf } from '@commonwatt/domain/local-day';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { formatDayTime } from '@commonwatt/ui/format/span.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTRPC } from '../trpc.ts';
import { type Command, dealIdStart, type Outline } from './commands.ts';

type DealCommands = { commands: Command[]; isPending: boolean; isError: boolean };

/** The deals of the cluster that is shown whose ids begin with what was typed; the server is asked only if it may be one. */
export function useDealCommands(scope: ClusterRef | null, outline: Outline, typed: string): DealCommands {
  const trpc = useTRPC();
  const { t, language } = useTexts('commands');
  const navigate = useNavigate();
  const start = dealIdStart(typed);
  const cluster = scope ?? { communityId: '', clusterId: '' };
  const isAsked = scope !== null && start !== null;
  const found = useQuery(trpc.deals.byIdStart.queryOptions({ cluster, start: start ?? '' }, { enabled: isAsked }));
  if (!isAsked) return { commands: [], isPending: false, isError: false };
  const timeZone = timeZoneOf(outline, cluster);
  const commands = (found.data ?? []).map(({ dealId, dischargeUnitId, chargeUnitId, createAt }): Command => {
    const time = createAt ? formatDayTime(createAt.getTime(), timeZone, language) : '–';
    const detail = t('dealOf', { giver: dischargeUnitId, receiver: chargeUnitId, time });
    const go = () =>
      void navigate({
        to: '/$community/$cluster/deals',
        params: { community: cluster.communityId, cluster: cluster.clusterId },
        search: { deal: dealId, ...(createAt && { d: localDayOf(createAt, timeZone) }) },
      });
    return { id: `deal-${dealId}`, title: dealId, detail, go, isOnce: true };
  });
  return { commands, isPending: found.isPending, isError: found.isError };
}

function timeZoneOf(outline: Outline, { communityId, clusterId }: ClusterRef): string {
  const community = outline.find((one) => one.communityId === communityId);
  return community?.clusters.find((one) => one.clusterId === clusterId)?.timeZone ?? 'UTC';
}
