import { planDelivery } from '@commonwatt/domain/monitoring/delivery-plan';
import type { Incident } from '@commonwatt/domain/monitoring/failure-message';
import { quietHoursOf } from '@commonwatt/domain/monitoring/quiet-hours';
import type { DatabaseTransaction } from './client.ts';
import type { Failure, NotificationRecipient } from './generated/client.ts';

/**
 * Writes the messages about a failure that was just detected or closed, one for each recipient that wants its type; in the
 * transaction of the failure itself. A community that has named no recipient at all is told at the address of its settings,
 * or at `defaultAddress`. Returns how many.
 */
export async function enqueueIncident(
  tx: DatabaseTransaction,
  { failure, now, timeZone, defaultAddress }: { failure: Failure; now: Date; timeZone: string; defaultAddress: string },
): Promise<number> {
  const incident = incidentOf(failure, timeZone);
  const event = failure.closedAt === null ? 'detected' : 'closed';
  const recipients = await tx.notificationRecipient.findMany({
    where: { communityCode: failure.communityCode },
    orderBy: { id: 'asc' },
  });
  const common = { createdAt: now, failureId: failure.id, event, incident };
  const keyOf = (recipientId: number | null) =>
    `f${failure.id}-${event}-${incident.closedMs ?? incident.detectedMs}-r${recipientId ?? 0}`;
  if (recipients.length === 0) {
    const address = (await findCommunityAddress(tx, failure.communityCode)) ?? defaultAddress;
    const delivery = { channel: 'email', address, language: 'en', recipientId: null, nextAttemptAt: now };
    await tx.outgoingMessage.createMany({ data: [{ ...common, ...delivery, idempotencyKey: keyOf(null) }] });
    return 1;
  }
  let count = 0;
  for (const recipient of recipients.filter((one) => wants(one, failure.type))) {
    const recentAlike = recipient.digestMs === null ? 0 : await countAlike(tx, recipient, { failure, now });
    const plan = planDelivery({ now, recentAlike, digestMs: recipient.digestMs, quiet: quietHoursOf(recipient) });
    const { id: recipientId, channel, address, language } = recipient;
    const delivery = { recipientId, channel, address, language, nextAttemptAt: plan.at, isDigest: plan.isDigest };
    await tx.outgoingMessage.create({ data: { ...common, ...delivery, idempotencyKey: keyOf(recipientId) } });
    count += 1;
  }
  return count;
}

export function incidentOf(failure: Failure, timeZone: string): Incident {
  const { id, type, communityCode, clusterCode, programId, unitCode, detectedAt, closedAt } = failure;
  return {
    failureId: id,
    type,
    communityId: communityCode,
    clusterId: clusterCode,
    programId,
    unitId: unitCode,
    detectedMs: detectedAt.getTime(),
    closedMs: closedAt?.getTime() ?? null,
    description: failure.description,
    closeReason: failure.closeReason,
    timeZone,
  };
}

function wants({ isActive, types }: NotificationRecipient, type: string): boolean {
  return isActive && (types.length === 0 || types.includes(type));
}

async function findCommunityAddress(tx: DatabaseTransaction, communityCode: string | null): Promise<string | null> {
  if (communityCode === null) return null;
  return (await tx.communitySetting.findUnique({ where: { communityCode } }))?.notifyTo ?? null;
}

/** How many messages about the same thing were made for a recipient within the time of a digest. */
async function countAlike(
  tx: DatabaseTransaction,
  { id: recipientId, digestMs }: NotificationRecipient,
  { failure, now }: { failure: Failure; now: Date },
): Promise<number> {
  const { type, communityCode, clusterCode, programId, unitCode } = failure;
  const since = new Date(now.getTime() - (digestMs ?? 0));
  const alike = { type, communityCode, clusterCode, programId, unitCode };
  return tx.outgoingMessage.count({ where: { recipientId, createdAt: { gte: since }, failure: alike } });
}
