import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { registryKey, renewTable } from './registry-key.ts';

test('a list that was asked for before a change is asked for again after it', async () => {
  const client = new QueryClient();
  const answers = [new Promise<string>((resolve) => setTimeout(resolve, 50, 'before')), Promise.resolve('after')];
  const queryFn = vi.fn(() => answers.shift() ?? Promise.reject(new Error('asked too often')));
  const list = new QueryObserver(client, { queryKey: [...registryKey('users'), {}], queryFn, retry: false });
  const stop = list.subscribe(() => {});
  await renewTable(client, 'users');
  expect(list.getCurrentResult().data).toBe('after');
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(list.getCurrentResult().data).toBe('after');
  expect(queryFn).toHaveBeenCalledTimes(2);
  stop();
});
