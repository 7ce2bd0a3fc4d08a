import { findClusterInScope, isUnit, listHomes } from '@commonwatt/database/communities';
import { DomainError } from '@commonwatt/domain/domain-error';
import { refusalOfIssue } from '@commonwatt/domain/field-refusals';
import { clusterRefSchema, codeSchema, unitRefSchema } from '@commonwatt/domain/refs';
import { refused } from '@commonwatt/domain/refusals';
import { isSameUnit } from '@commonwatt/domain/same-unit';
import { isInScope, type StaffScope } from '@commonwatt/domain/staff-scope';
import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { z } from 'zod';
import type { Context } from './context.ts';

/** Who may call a procedure. Every procedure carries one; a test walks all of them with every kind of caller. */
export type Policy =
  | 'public'
  | 'signedIn'
  | 'staff'
  | 'unlimitedStaff'
  | 'staffCommunity'
  | 'staffCluster'
  | 'staffUnit'
  | 'resident'
  | 'ownHome';

const t = initTRPC
  .context<Context>()
  .meta<{ policy: Policy }>()
  .create({
    transformer: superjson,
    sse: { ping: { enabled: true, intervalMs: 2_000 }, client: { reconnectAfterInactivityMs: 7_000 } },
    /** What is not meant for the caller stays here: an unknown error is a bug, logged with its cause under this id. */
    errorFormatter({ shape, error, ctx }) {
      const isInternal = error.code === 'INTERNAL_SERVER_ERROR';
      const message = isInternal ? 'Something went wrong on the server' : messageOf(error, shape.message);
      const { code, httpStatus, path } = shape.data;
      const data = { code, httpStatus, path, requestId: ctx?.requestId ?? null, ...detailsOf(error) };
      return { ...shape, message, data };
    },
  });

export const router = t.router;

/** zod's issues as one readable line instead of its JSON. */
function messageOf(error: TRPCError, fallback: string): string {
  return error.cause instanceof z.ZodError ? z.prettifyError(error.cause).replace(/\s*\n\s*/g, ' ') : fallback;
}

/**
 * What is wrong with which part of the input (`fields.code`), and what somebody else changed meanwhile, for forms; and why
 * it is refused, to say in another language than that of the message.
 */
function detailsOf({ cause }: TRPCError) {
  const issues = cause instanceof z.ZodError ? cause.issues : [];
  const { changes, refusal } = cause instanceof DomainError ? cause : noDetails;
  return {
    issues: issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issue.message,
      refusal: refusalOfIssue(issue),
    })),
    changes,
    refusal,
  };
}

const noDetails = { changes: null, refusal: null };

/** The only place where domain errors meet tRPC. */
const mapDomainErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof DomainError)) return result;
  const { code, message } = result.error.cause;
  throw new TRPCError({ code, message, cause: result.error.cause });
});

const base = t.procedure.use(mapDomainErrors);

/** Anybody, signed in or not. */
export const publicProcedure = base.meta({ policy: 'public' });

const signedIn = base.use(({ ctx, next }) => {
  if (!ctx.session) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first' });
  return next({ ctx: { ...ctx, session: ctx.session } });
});

/** Anybody who is signed in. */
export const signedInProcedure = signedIn.meta({ policy: 'signedIn' });

const staff = signedIn.use(({ ctx, next }) => {
  if (!ctx.session.user.isStaff) throw refused('FORBIDDEN', 'staffOnly');
  return next();
});

/** Staff. What they see and change has to be narrowed to `session.user.scope`; a test names every such procedure. */
export const staffProcedure = staff.meta({ policy: 'staff' });

/** Staff of all communities: for what concerns the installation itself. */
export const unlimitedStaffProcedure = staff.meta({ policy: 'unlimitedStaff' }).use(({ ctx, next }) => {
  if (ctx.session.user.scope === 'all') return next();
  throw refused('FORBIDDEN', 'unlimitedOnly');
});

/** Staff, asking about the community `communityId`, or about what belongs to none (null). */
export const communityProcedure = staff
  .meta({ policy: 'staffCommunity' })
  .input(z.object({ communityId: codeSchema.nullable() }))
  .use(({ ctx, input, next }) => {
    requireCommunity(ctx.session.user.scope, input.communityId);
    return next();
  });

/** @throws DomainError NOT_FOUND for a community that is not in scope, and for what belongs to none (null). */
export function requireCommunity(scope: StaffScope, communityId: string | null): void {
  if (isInScope(scope, communityId)) return;
  const what = communityId === null ? 'nothing here that belongs to no community' : `no community ${communityId}`;
  throw new DomainError('NOT_FOUND', `There is ${what}`);
}

const resident = signedIn.use(({ ctx, next }) => {
  if (ctx.session.user.homes.length === 0) {
    throw new TRPCError({ code: 'FORBIDDEN', message: 'This account is not linked to a home' });
  }
  return next();
});

/** Users who are linked to at least one unit. */
export const residentProcedure = resident.meta({ policy: 'resident' });

/** Staff, asking about the registered cluster `cluster`, which is loaded. */
export const clusterProcedure = staff
  .meta({ policy: 'staffCluster' })
  .input(z.object({ cluster: clusterRefSchema }))
  .use(async ({ ctx, input, next }) => {
    const cluster = await findClusterInScope(ctx.deps.database, ctx.session.user.scope, input.cluster);
    if (!cluster) throw refused('NOT_FOUND', 'noCluster', { cluster: path(input.cluster) });
    return next({ ctx: { ...ctx, cluster } });
  });

/** Staff, asking about the registered unit `unit`. */
export const unitProcedure = staff
  .meta({ policy: 'staffUnit' })
  .input(z.object({ unit: unitRefSchema }))
  .use(async ({ ctx, input, next }) => {
    const isMine = isInScope(ctx.session.user.scope, input.unit.communityId);
    if (!isMine || !(await isUnit(ctx.deps.database, input.unit))) {
      throw refused('NOT_FOUND', 'noUnit', { unit: path(input.unit) });
    }
    return next();
  });

/**
 * A resident, asking about the own home `home`, which is loaded. Another's home and one that does not exist get the
 * same answer, so nobody can find out which homes there are.
 */
export const homeProcedure = resident
  .meta({ policy: 'ownHome' })
  .input(z.object({ home: unitRefSchema }))
  .use(async ({ ctx, input, next }) => {
    const homes = await listHomes(ctx.deps.database, ctx.session.user.id);
    const home = homes.find((one) => isSameUnit(one.ref, input.home));
    if (!home) throw new DomainError('NOT_FOUND', 'You have no such home');
    return next({ ctx: { ...ctx, home } });
  });

function path(ref: { communityId: string; clusterId: string; unitId?: string }): string {
  return [ref.communityId, ref.clusterId, ref.unitId].filter(Boolean).join('/');
}
