import type { RefusalNoun } from '@commonwatt/domain/refusals';
import type { StaffScope } from '@commonwatt/domain/staff-scope';
import type { DatabaseOrTransaction } from './client.ts';
import { Prisma } from './generated/client.ts';

export type AuditEntry = {
  at: Date;
  /** Null for acts of the command line or of the program itself. */
  actor: { id: number; username: string } | null;
  action: string;
  /** What was changed, as people name it: `unit oss_community/oss_cluster/E001`. */
  target: string;
  /** The row of the registry that it is about, as `auditSubject` names it. */
  subject?: string;
  /** The community that it concerns; its staff see the entry, also those who see no other. Left out: several, or none. */
  communityCode?: string | null;
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
  address?: string;
};

/** Adds one line to the audit trail; call it in the transaction of the change it tells of. */
export async function recordAudit(db: DatabaseOrTransaction, entry: AuditEntry): Promise<void> {
  const { at, actor, action, target, subject, communityCode, before, after, address } = entry;
  const changes = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  const who = { actorId: actor?.id ?? null, actorName: actor?.username ?? 'system', address: address ?? '' };
  await db.auditEvent.create({
    data: { at, action, target, subject: subject ?? null, communityCode: communityCode ?? null, ...changes, ...who },
  });
}

/** A row by its key, which stays when it gets another name: `scenario 12`. */
export function auditSubject(noun: RefusalNoun, id: number): string {
  return `${noun.replaceAll(' ', '')} ${id}`;
}

export type AuditQuery = {
  search: string;
  /** Only what is about this row; null: about anything. */
  subject: string | null;
  beforeId: number | null;
  /** Bounds of the time, the end excluded; null: none. */
  from: Date | null;
  to: Date | null;
  limit: number;
};

/**
 * Audit events of a scope, newest first: those older than `beforeId`, and whose actor, action or target holds `search`.
 * Served by (community, id) for those of few communities, by the key for all, by (subject, id) for one row.
 */
export async function listAuditEvents(
  db: DatabaseOrTransaction,
  scope: StaffScope,
  { search, subject, beforeId, from, to, limit }: AuditQuery,
) {
  const contains = { contains: search.trim(), mode: 'insensitive' } as const;
  return db.auditEvent.findMany({
    where: {
      ...(scope === 'all' ? {} : { communityCode: { in: [...scope.communityIds] } }),
      ...(subject === null ? {} : { subject }),
      ...(beforeId === null ? {} : { id: { lt: beforeId } }),
      ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
      ...(contains.contains === ''
        ? {}
        : { OR: [{ actorName: contains }, { action: contains }, { target: contains }] }),
    },
    orderBy: { id: 'desc' },
    take: limit,
    omit: { actorId: true, subject: true },
  });
}

/** Who changed a row, and when. */
export type LastChange = { subject: string; at: Date; actorName: string };

/** The newest events of a scope about each of these rows, in no order; those without any are left out. Served by (subject, id). */
export async function listLastChanges(
  db: DatabaseOrTransaction,
  scope: StaffScope,
  subjects: readonly string[],
): Promise<LastChange[]> {
  if (subjects.length === 0) return [];
  const within = scope === 'all' ? Prisma.empty : Prisma.sql`AND community_code = ANY(${[...scope.communityIds]})`;
  return db.$queryRaw<LastChange[]>`
    SELECT DISTINCT ON (subject) subject, at, actor_name AS "actorName" FROM audit_events
    WHERE subject = ANY(${[...subjects]}) ${within}
    ORDER BY subject, id DESC`;
}
