import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../../trpc.ts';

type Change = { isActive: true } | { isActive: false; reason: string };

/** Switches a check on, or off for a reason. */
export function useMonitorSwitch(cluster: ClusterRef, type: MonitorType) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => client.monitoring.setMonitor.mutate({ cluster, type, ...change }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.monitoring.pathKey() }),
  });
}
