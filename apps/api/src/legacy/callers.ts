import { findTimeZone, isUnit } from '@commonwatt/database/communities';
import type { OpenSession } from '@commonwatt/database/sessions';
import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import { isSameUnit } from '@commonwatt/domain/same-unit';
import { isInScope } from '@commonwatt/domain/staff-scope';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Deps } from '../deps.ts';
import { isIntended } from './csrf/check.ts';
import { type Parameters, readForm, readQuery } from './form.ts';
import { Refusal } from './refusal.ts';
import { createLegacyContext } from './session.ts';

/** Who calls, with what. */
export type Caller = {
  deps: Deps;
  ctx: Context;
  session: OpenSession;
  read: Parameters;
  request: FastifyRequest;
  reply: FastifyReply;
};

// The checks of the groups, in the order in which they have to be made. Each one that fails throws a Refusal.

/** Anybody who is logged in. */
export async function admitUser(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  reply.header('vary', 'Cookie');
  const ctx = await createLegacyContext(deps, request, reply);
  const { session } = ctx;
  if (!session) throw new Refusal(403, 'login required');
  const read = request.method === 'POST' ? readForm(request) : readQuery(request);
  return { deps, ctx, session, read, request, reply };
}

export function checkStaff({ session }: Caller): void {
  if (!session.user.isStaff) throw new Refusal(403, 'staff required');
}

export function checkResident({ session }: Caller): void {
  if (session.user.homes.length === 0) throw new Refusal(403, 'resident required');
}

/** A registered cluster, and where its days begin. */
export type NamedCluster = { ref: ClusterRef; timeZone: string };

/** The cluster that the parameters name; for staff of few communities there are no others. */
export async function readCluster({ deps, session, read }: Caller): Promise<NamedCluster> {
  const communityId = read('communityId');
  const clusterId = read('clusterId');
  if (!communityId || !clusterId) throw new Refusal(400, 'no param : communityId, clusterId');
  const ref = { communityId, clusterId };
  const timeZone = isInScope(session.user.scope, communityId) ? await findTimeZone(deps.database, ref) : null;
  if (timeZone === null) throw new Refusal(400, 'bad param values : communityId, clusterId');
  return { ref, timeZone };
}

/** The unit that the parameters name, when the caller lives there. */
export async function readOwnUnit({ deps, session, read }: Caller): Promise<UnitRef> {
  const unit = readUnitRef(read);
  const isOwn = session.user.homes.some((home) => isSameUnit(home, unit));
  if (isOwn) return unit;
  if (!(await isUnit(deps.database, unit))) {
    throw new Refusal(400, 'bad param values : communityId, clusterId, unitId');
  }
  throw new Refusal(400, 'not a resident');
}

/** The unit that the parameters name, whether or not there is one. */
function readUnitRef(read: Parameters): UnitRef {
  const unit = findUnitRef(read);
  if (!unit) throw unitMissing();
  return unit;
}

/** The same; null when a part of its name is missing. */
export function findUnitRef(read: Parameters): UnitRef | null {
  const communityId = read('communityId');
  const clusterId = read('clusterId');
  const unitId = read('unitId');
  return communityId && clusterId && unitId ? { communityId, clusterId, unitId } : null;
}

export function unitMissing(): Refusal {
  return new Refusal(400, 'no param : communityId, clusterId, unitId');
}

/** Before anything is changed by GET: a link on another site must not be able to do that. POST has had its check. */
export function checkIntended(deps: Deps, request: FastifyRequest): void {
  if (request.method === 'POST' || isIntended(deps, request)) return;
  throw new Refusal(403, 'request refused : it comes from no page of this server and has no csrfmiddlewaretoken');
}
