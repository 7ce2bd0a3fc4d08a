import { createTRPCUntypedClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { expect, test, vi } from 'vitest';
import { createPageSession, type PageSession } from './page-session.ts';
import { sessionLink } from './session-link.ts';

type Answer = { data: unknown } | { code: string };

/** Answers each operation with what is next for its path, and notes what was sent. */
function serve(session: PageSession, answers: Record<string, Answer[]>) {
  const sent: string[] = [];
  const server: TRPCLink<AnyRouter> = () => (asked) =>
    observable((observer) => {
      const { path } = asked.op;
      sent.push(path);
      queueMicrotask(() => {
        const answer = answers[path]?.shift() ?? { data: 'no more' };
        if ('code' in answer) return observer.error(refusal(answer.code));
        observer.next({ result: { data: answer.data } });
        observer.complete();
      });
    });
  const client = createTRPCUntypedClient<AnyRouter>({ links: [sessionLink(session), server] });
  const query = (path: string) => client.query(path);
  const mutation = (path: string) => client.mutation(path);
  return { sent, query, mutation, client };
}

function refusal(code: string): TRPCClientError<AnyRouter> {
  return new TRPCClientError(code, { result: { error: { code: -32_001, message: code, data: { code } } } });
}

function open(owner: string | null): PageSession {
  const session = createPageSession(() => {});
  if (owner !== null) session.begin(owner);
  return session;
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('what is refused once the session is over waits, and is sent again after signing in', async () => {
  const session = open('staff');
  const refused = { code: 'UNAUTHORIZED' };
  const { sent, query, mutation } = serve(session, {
    'deals.list': [refused, { data: 'deals' }],
    'units.save': [refused, { data: 'saved' }],
    'signIn.signIn': [refused, { data: { status: 'signedIn', username: 'staff' } }],
  });
  const answers = [query('deals.list'), mutation('units.save')];
  await settled();
  expect(session.isOver()).toBe(true);
  await expect(mutation('signIn.signIn')).rejects.toThrow('UNAUTHORIZED');
  expect(session.isOver()).toBe(true);
  await mutation('signIn.signIn');
  expect(await Promise.all(answers)).toEqual(['deals', 'saved']);
  expect(session.isOver()).toBe(false);
  expect(sent).toEqual([
    ...['deals.list', 'units.save', 'signIn.signIn', 'signIn.signIn'],
    ...['deals.list', 'units.save'],
  ]);
});

test('nobody as the answer to who is signed in is the end of a session too', async () => {
  const session = open('staff');
  const { query } = serve(session, { 'signIn.current': [{ data: null }, { data: { username: 'staff' } }] });
  const current = query('signIn.current');
  await settled();
  expect(session.isOver()).toBe(true);
  session.begin('staff');
  expect(await current).toEqual({ username: 'staff' });
});

test.for([
  ['a page of nobody', null, 'UNAUTHORIZED'],
  ['another refusal', 'staff', 'FORBIDDEN'],
] as const)('%s gets its errors', async ([, owner, code]) => {
  const session = open(owner);
  const { query } = serve(session, { 'deals.list': [{ code }] });
  await expect(query('deals.list')).rejects.toThrow(code);
  expect(session.isOver()).toBe(false);
});

test('signing out on purpose ends in no question, and what was refused meanwhile fails', async () => {
  const session = open('staff');
  const { query, mutation } = serve(session, { 'deals.list': [{ code: 'UNAUTHORIZED' }] });
  const refused = expect(query('deals.list')).rejects.toThrow('UNAUTHORIZED');
  await mutation('signIn.signOut');
  await refused;
  expect([session.isOver(), session.username()]).toEqual([false, null]);
});

test('a stream is told as broken meanwhile, and what nobody listens to any more is not sent again', async () => {
  const session = open('staff');
  const { sent, client } = serve(session, { 'live.cluster': [{ code: 'UNAUTHORIZED' }] });
  const onConnectionStateChange = vi.fn();
  const stream = client.subscription('live.cluster', undefined, { onConnectionStateChange });
  await settled();
  expect(onConnectionStateChange).toHaveBeenCalledWith({ type: 'state', state: 'connecting', error: null });
  stream.unsubscribe();
  session.begin('staff');
  await settled();
  expect(sent).toEqual(['live.cluster']);
});
