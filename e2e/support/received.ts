import type { Page } from '@playwright/test';

/** Everything that a page was sent by the server: bodies of answers, and each message of its streams. */
export type Received = { texts(): Promise<string[]>; messages(): readonly string[] };

/** Notes what `page` receives from now on. Streams never end, so their messages are taken as the browser reads them. */
export async function recordReceived(page: Page): Promise<Received> {
  const bodies: Promise<string>[] = [];
  const messages: string[] = [];
  page.on('requestfinished', (request) => {
    if (!['xhr', 'fetch', 'document'].includes(request.resourceType())) return;
    const body = request.response().then((response) => response?.text() ?? '');
    bodies.push(body);
    // What comes as the test ends is nobody's any more; what cannot be read before is told by `texts`.
    body.catch(() => {});
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.eventSourceMessageReceived', ({ data }) => messages.push(data));
  return { texts: async () => [...(await Promise.all(bodies)), ...messages], messages: () => messages };
}
