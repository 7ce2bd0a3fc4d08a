import { expect, test } from 'vitest';
import { createNarrowLane } from './narrow-lane.ts';

/** Work that ends when it is told to. */
function createWork() {
  const begun: string[] = [];
  const ends = new Map<string, (result: string | Error) => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name);
      ends.set(name, (result) => (result instanceof Error ? reject(result) : resolve(result)));
    });
  return { begun, work, end: (name: string, result: string | Error = name) => ends.get(name)?.(result) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('so many at a time, the others in the order in which they came, and no more than may wait', async () => {
  const { begun, work, end } = createWork();
  const lane = createNarrowLane(2, 2);
  const answers = ['a', 'b', 'c', 'd', 'e'].map((name) => lane.enter(work(name)));
  await settle();
  expect(begun).toEqual(['a', 'b']);
  expect(lane.isFull()).toBe(true);
  expect(await answers[4]).toBeNull();
  end('b');
  expect(await answers[1]).toBe('b');
  await settle();
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(lane.isFull()).toBe(false);
  for (const name of ['a', 'c']) end(name);
  await settle();
  end('d');
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', null]);
  const later = lane.enter(work('f'));
  await settle();
  expect(begun.at(-1)).toBe('f');
  end('f');
  expect(await later).toBe('f');
});

test('work that fails makes room as well', async () => {
  const { begun, work, end } = createWork();
  const lane = createNarrowLane(1, 1);
  const [first, second] = [lane.enter(work('a')), lane.enter(work('b'))];
  await settle();
  end('a', new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  await settle();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  expect(await second).toBe('b');
});
