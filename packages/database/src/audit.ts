import type { StaffScope } from '@commonwatt/domain/staff-scope';
import type { DatabaseOrTransaction } from './client.ts';
import type { Prisma } from './generated/client.ts';

export type AuditEntry = {
  at: Date;
  /** Null for acts of the command line or of the program itself. */
  actor: { id: number; username: string } | null;
  action: string;
  /** What was changed, as people name it: `unit oss_community/oss_cluster/E001`. */
  target: string;
  /** The community that it concerns; its staff see the entry, also those who see no other. Left out: several, or none. */
  communityCode?: string | null;
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
  address?: string;
};

/** Adds one line to the audit trail; call it in the transaction of the change it tells of. */
export async function recordAudit(db: DatabaseOrTransaction, entry: AuditEntry): Promise<void> {
  const { at, actor, action, target, communityCode, before, after, address } = entry;
  const changes = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  const who = { actorId: actor?.id ?? null, actorName: actor?.username ?? 'system', address: address ?? '' };
  await db.auditEvent.create({
    data: { at, action, target, communityCode: communityCode ?? null, ...changes, ...who },
  });
}

export type AuditQuery = {
  search: string;
  beforeId: number | null;
  /** Bounds of the time, the end excluded; null: none. */
  from: Date | null;
  to: Date | null;
  limit: number;
};

/**
 * Audit events of a scope, newest first: those older than `beforeId`, and whose actor, action or target holds `search`.
 * Served by (community, id) for those of few communities, by the key for all.
 */
export async function listAuditEvents(
  db: DatabaseOrTransaction,
  scope: StaffScope,
  { search, beforeId, from, to, limit }: AuditQuery,
) {
  const contains = { contains: search.trim(), mode: 'insensitive' } as const;
  return db.auditEvent.findMany({
    where: {
      ...(scope === 'all' ? {} : { communityCode: { in: [...scope.communityIds] } }),
      ...(beforeId === null ? {} : { id: { lt: beforeId } }),
      ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
      ...(contains.contains === ''
        ? {}
        : { OR: [{ actorName: contains }, { action: contains }, { target: contains }] }),
    },
    orderBy: { id: 'desc' },
    take: limit,
    omit: { actorId: true },
  });
}
