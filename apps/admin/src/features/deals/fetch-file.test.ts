import { afterEach, expect, test, vi } from 'vitest';
import { fetchFile } from './fetch-file.ts';

afterEach(() => vi.unstubAllGlobals());

/** Answers the next request with the pieces, one by one. */
function answer(pieces: string[], init: ResponseInit = {}) {
  const body = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, init)));
}
const { signal } = new AbortController();

test('tells the rows as they come and gives the whole file with its name', async () => {
  const headers = { 'x-total-count': '3', 'content-disposition': 'attachment; filename="deals_a_b.csv"' };
  answer(['id\n1\n', '2\n3', '\n'], { headers });
  const progress: number[] = [];
  const file = await fetchFile('/x', { signal, onProgress: (rows) => progress.push(rows) });
  expect(progress).toEqual([2, 3, 3]);
  expect([file.name, file.rowCount, await file.blob.text()]).toEqual(['deals_a_b.csv', 3, 'id\n1\n2\n3\n']);
});

test.for([
  [400, '{"message":"The period is longer than 400 days"}', 'The period is longer than 400 days'],
  [502, '<html>', 'HTTP 502'],
  [500, '{"error":1}', 'HTTP 500'],
] as const)('a refusal with %d says why', async ([status, body, reason]) => {
  answer([body], { status });
  await expect(fetchFile('/x', { signal, onProgress: () => {} })).rejects.toThrow(reason);
});
