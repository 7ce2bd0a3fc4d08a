import { recordAudit } from '@commonwatt/database/audit';
import { activateMonitor, deactivateMonitor } from '@commonwatt/database/monitor-settings';
import { escapeHtml } from '@commonwatt/domain/escape-html';
import { isMonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { FastifyReply } from 'fastify';
import { type Caller, checkIntended } from './callers.ts';
import { Refusal } from './refusal.ts';
import { sendText } from './replies.ts';

/** Switches the monitor that `type` names on or off; what was so already, or off and never set, is `ok` too. */
export async function switchMonitor(
  { deps, ctx, session, read, request, reply }: Caller,
  cluster: ClusterRef,
  isActive: boolean,
): Promise<FastifyReply> {
  const type = read('type');
  if (type === null) throw new Refusal(400, 'no param : type');
  if (!isMonitorType(type)) throw new Refusal(400, `unknown type : ${escapeHtml(type)}`);
  checkIntended(deps, request);
  const at = deps.now();
  await deps.database.$transaction(async (tx) => {
    if (isActive) await activateMonitor(tx, cluster, { type, at });
    else await deactivateMonitor(tx, cluster, { type, at, by: session.user.username, reason: null });
    await recordAudit(tx, {
      at,
      actor: session.user,
      action: isActive ? 'monitor.activate' : 'monitor.deactivate',
      communityCode: cluster.communityId,
      target: `monitor ${cluster.communityId}/${cluster.clusterId}/${type}`,
      address: ctx.address,
    });
  });
  return sendText(reply, 200, 'ok');
}
