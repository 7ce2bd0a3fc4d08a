import type { Operation, OperationResultEnvelope, TRPCClientError, TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { errorCode } from '../api-error.ts';
import type { PageSession } from './page-session.ts';

/**
 * Keeps a page whole when its session ends: what is then refused for want of one, whether asked, saved or streamed, is not
 * told as an error, but waits and is sent again once the same account has signed in. The server has done nothing of it.
 */
export function sessionLink<Router extends AnyRouter>(session: PageSession): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let stop: () => void = () => {};
        function send() {
          let isHeld = false;
          function hold(giveUp: () => void) {
            isHeld = true;
            if (op.type === 'subscription') {
              observer.next({ result: { type: 'state', state: 'connecting', error: null } });
            }
            stop = session.wait((isRenewed) => (isRenewed ? send() : giveUp()));
          }
          const sent = next(op).subscribe({
            next(envelope) {
              if (isSignedOut(op, envelope, session)) return hold(() => observer.next(envelope));
              noteSession(op, envelope, session);
              observer.next(envelope);
            },
            error(error) {
              if (isRefused(op, error, session)) hold(() => observer.error(error));
              else observer.error(error);
            },
            complete: () => !isHeld && observer.complete(),
          });
          if (!isHeld) stop = () => sent.unsubscribe();
        }
        send();
        return () => stop();
      });
}

/** A wrong password is refused with the same code. */
function isRefused(op: Operation, error: TRPCClientError<AnyRouter>, session: PageSession): boolean {
  return errorCode(error) === 'UNAUTHORIZED' && op.path !== 'signIn.signIn' && session.username() !== null;
}

/** Who asks who they are is never refused: the answer is nobody. */
function isSignedOut(op: Operation, envelope: Envelope, session: PageSession): boolean {
  return op.path === 'signIn.current' && dataOf(envelope) === null && session.username() !== null;
}

function noteSession(op: Operation, envelope: Envelope, session: PageSession): void {
  if (op.path === 'signIn.signOut') session.leave();
  if (op.path !== 'signIn.current' && op.path !== 'signIn.signIn') return;
  const { username } = (dataOf(envelope) ?? {}) as { username?: string };
  if (username !== undefined) session.begin(username);
}

type Envelope = OperationResultEnvelope<unknown, TRPCClientError<AnyRouter>>;

function dataOf({ result }: Envelope): unknown {
  return 'data' in result ? result.data : undefined;
}
