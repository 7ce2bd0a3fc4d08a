import { expect, type Page } from '@playwright/test';
import { type ForeignCommunity, withForeignCommunity } from './foreign-community.ts';
import type { Place } from './installation.ts';

/** What a failure by `withFailure` is called. */
export const failureTitle = 'U1 logs severe errors';

/** A cluster while a failure of its unit U1 is open; `end` closes it. Staff must be signed in. */
export async function withFailure(
  { page, place }: { page: Page; place: Place },
  ref: { communityId: string; clusterId: string },
  look: (community: ForeignCommunity, end: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const setMonitor = async (change: object) => {
    const answer = await page.request.post('/trpc/monitoring.setMonitor', {
      headers: { origin: place.url },
      data: { json: { cluster: ref, type: 'apis_main_severe', ...change } },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  };
  await setMonitor({ isActive: true });
  const end = () => setMonitor({ isActive: false, reason: 'the test is over' });
  await withForeignCommunity(place, ref, async (community) => {
    try {
      // A monitor looks at what is logged after it was switched on.
      await expect.poll(() => openCount(page, ref), { intervals: [0] }).toBe(0);
      await community.writeLog({ unitId: 'U1', level: 'SEVERE', message: 'the converter is on fire' });
      await expect.poll(() => openCount(page, ref), { timeout: 30_000 }).toBe(1);
      await look(community, end);
    } finally {
      await end();
    }
  });
}

async function openCount(page: Page, cluster: object): Promise<number> {
  const input = encodeURIComponent(JSON.stringify({ json: { cluster } }));
  const answer = await page.request.get(`/trpc/monitoring.openFailures?input=${input}`);
  return (await answer.json()).result.data.json.length;
}
