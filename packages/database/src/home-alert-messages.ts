import { createHash } from 'node:crypto';
import { homeAlertKindOf } from '@commonwatt/domain/home-alerts';
import { planDelivery } from '@commonwatt/domain/monitoring/delivery-plan';
import type { HomeAlertNews } from '@commonwatt/domain/monitoring/home-alert-mail';
import { quietHoursOf } from '@commonwatt/domain/monitoring/quiet-hours';
import { alertAddressOf } from './alert-mails.ts';
import type { DatabaseTransaction } from './client.ts';
import type { Failure } from './generated/client.ts';

type Telling = { failure: Failure; now: Date; timeZone: string };

/**
 * Tells the residents of the homes that a failure concerns, alone or with others, that it was just detected or closed; in
 * the transaction of the failure itself. What grew into another failure goes on, and is not told again.
 */
export async function tellHomes(tx: DatabaseTransaction, telling: Telling): Promise<void> {
  const { failure, now } = telling;
  if (failure.closedAt === null) {
    const before = await unitsOf(tx, { closeReason: 'grown', closedAt: now, ...placeOf(failure) });
    const unitCodes = (await concerned(tx, failure)).filter((unitCode) => !before.includes(unitCode));
    await enqueueHomeAlerts(tx, { ...telling, unitCodes, event: 'begun' });
  } else if (failure.closeReason !== 'grown') {
    // Of several, who was heard again was told so already.
    const event = failure.unitCode !== null && failure.closeReason === null ? 'over' : 'ended';
    await enqueueHomeAlerts(tx, { ...telling, unitCodes: await concerned(tx, failure), event });
  }
}

/** Writes the messages about homes to those of their residents that wish for them. Returns how many. */
export async function enqueueHomeAlerts(
  tx: DatabaseTransaction,
  { failure, unitCodes, event, now, timeZone }: Telling & { unitCodes: string[]; event: HomeAlertNews['event'] },
): Promise<number> {
  const kind = homeAlertKindOf(failure.type);
  const { communityCode, clusterCode } = failure;
  if (kind === null || unitCodes.length === 0 || communityCode === null || clusterCode === null) return 0;
  const homes = await tx.unitResident.findMany({
    where: {
      unit: { code: { in: unitCodes }, cluster: { code: clusterCode, community: { code: communityCode } } },
      user: { isActive: true, alertMail: { kinds: { has: kind }, confirmedAddress: { not: null } } },
    },
    select: {
      unit: { select: { code: true, name: true } },
      user: { select: { id: true, email: true, alertMail: true } },
    },
    orderBy: [{ unitId: 'asc' }, { userId: 'asc' }],
  });
  const messages = homes.flatMap(({ unit, user }) => {
    const { alertMail } = user;
    const address = alertAddressOf(user);
    if (!alertMail || address === null) return [];
    const home = { communityId: communityCode, clusterId: clusterCode, unitId: unit.code };
    const news: HomeAlertNews = { home, homeName: unit.name, kind, event, atMs: now.getTime(), timeZone };
    const { at } = planDelivery({
      now,
      recentAlike: 0,
      digestMs: null,
      quiet: quietHoursOf({ ...alertMail, timeZone }),
    });
    return [
      {
        createdAt: now,
        failureId: failure.id,
        userId: user.id,
        event,
        incident: news,
        nextAttemptAt: at,
        channel: 'email',
        address,
        language: alertMail.language,
        idempotencyKey: keyOf([failure.id, user.id, unit.code, event, now.getTime()]),
      },
    ];
  });
  if (messages.length > 0) await tx.outgoingMessage.createMany({ data: messages });
  return messages.length;
}

function placeOf({ communityCode, clusterCode, type }: Failure) {
  return { communityCode, clusterCode, type };
}

/** The units that a failure is about and that were not heard again. */
async function concerned(tx: DatabaseTransaction, { id, unitCode }: Failure): Promise<string[]> {
  return unitCode === null ? unitsOf(tx, { id }) : [unitCode];
}

async function unitsOf(
  tx: DatabaseTransaction,
  failure: { id: number } | (ReturnType<typeof placeOf> & { closeReason: string; closedAt: Date }),
): Promise<string[]> {
  const rows = await tx.failureUnit.findMany({ where: { failure, backAt: null }, select: { unitCode: true } });
  return rows.map(({ unitCode }) => unitCode);
}

function keyOf(parts: readonly (string | number)[]): string {
  return `home-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 48)}`;
}
