import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { sendJsonList } from './replies.ts';

/** Asks a server that sends `items`, and reads the answer to its end. */
async function read(items: () => AsyncIterable<unknown>): Promise<{ status: number; text: string }> {
  const app = Fastify();
  app.get('/', (_request, reply) => sendJsonList(reply, items()));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    const response = await fetch(url);
    return { status: response.status, text: await response.text() };
  } finally {
    await app.close();
  }
}

async function* numbers(count: number, failAt = -1): AsyncGenerator<string> {
  for (let i = 0; i < count; i++) {
    if (i === failAt) throw new Error('the store went away');
    yield `${i} ${'x'.repeat(100)}`;
  }
}

test.for([0, 1, 2, 1_000, 30_000])('a list of %i is whole', async (count) => {
  const { status, text } = await read(() => numbers(count));
  expect(status).toBe(200);
  expect(JSON.parse(text)).toHaveLength(count);
});

test('what fails early is an error, what fails late breaks the answer off', async () => {
  expect((await read(() => numbers(1_000, 500))).status).toBe(500);
  await expect(read(() => numbers(30_000, 29_000))).rejects.toThrow();
});
