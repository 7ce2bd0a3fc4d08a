import type { DatabaseOrTransaction } from './client.ts';
import type { Prisma } from './generated/client.ts';

export type AuditEntry = {
  at: Date;
  /** Null for acts of the command line or of the program itself. */
  actor: { id: number; username: string } | null;
  action: string;
  /** What was changed, as people name it: `unit oss_community/oss_cluster/E001`. */
  target: string;
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
  address?: string;
};

/** Adds one line to the audit trail; call it in the transaction of the change it tells of. */
export async function recordAudit(db: DatabaseOrTransaction, entry: AuditEntry): Promise<void> {
  const { actor, ...same } = entry;
  await db.auditEvent.create({ data: { ...same, actorId: actor?.id ?? null, actorName: actor?.username ?? 'system' } });
}

/** Audit events, newest first: those older than `beforeId`, and whose actor, action or target holds `search`. */
export async function listAuditEvents(
  db: DatabaseOrTransaction,
  { search, beforeId, limit }: { search: string; beforeId: number | null; limit: number },
) {
  const contains = { contains: search.trim(), mode: 'insensitive' } as const;
  return db.auditEvent.findMany({
    where: {
      ...(beforeId === null ? {} : { id: { lt: beforeId } }),
      ...(contains.contains === ''
        ? {}
        : { OR: [{ actorName: contains }, { action: contains }, { target: contains }] }),
    },
    orderBy: { id: 'desc' },
    take: limit,
    omit: { actorId: true },
  });
}
