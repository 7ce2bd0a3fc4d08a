import type { DatabaseOrTransaction } from './client.ts';

const keptDevicesPerUser = 20;

/** True when a browser with this token has signed in to this account before. */
export async function isKnownDevice(
  db: DatabaseOrTransaction,
  device: { tokenHash: string; userId: number },
): Promise<boolean> {
  return (await db.knownDevice.findFirst({ where: device, select: { id: true } })) !== null;
}

/** Remembers the browser of a successful sign-in; only the latest twenty of an account are kept. */
export async function rememberDevice(
  db: DatabaseOrTransaction,
  device: { tokenHash: string; userId: number; now: Date },
): Promise<void> {
  const { tokenHash, userId, now } = device;
  await db.knownDevice.upsert({
    where: { tokenHash_userId: { tokenHash, userId } },
    create: { tokenHash, userId, lastUsedAt: now },
    update: { lastUsedAt: now },
  });
  const surplus = await db.knownDevice.findMany({
    where: { userId },
    orderBy: { lastUsedAt: 'desc' },
    skip: keptDevicesPerUser,
    select: { id: true },
  });
  if (surplus.length > 0) await db.knownDevice.deleteMany({ where: { id: { in: surplus.map((one) => one.id) } } });
}
