import { MongoClient } from 'mongodb';
import type { Place } from '../support/installation.ts';
import { recordReceived } from '../support/received.ts';
import { showBattery } from '../support/resident-page.ts';
import { expect, test } from '../support/test.ts';

// Nothing that a resident's browser receives or shows names another home, not even the one it shares power with.

const cluster = { communityId: 'hikari_hills', clusterId: 'north_loop' };
const homes = Array.from({ length: 24 }, (_, i) => String(i + 1).padStart(2, '0'));

/** The number of a home that is about to share for a while: the receiver of the deal that has moved the least. */
async function findSharingHome({ mongodbUri }: Place): Promise<string> {
  const client = new MongoClient(mongodbUri);
  try {
    const isRunning = { startDateTime: { $exists: true }, stopDateTime: { $exists: false } };
    const since = Math.floor(Date.now() / 1000) - 20;
    const deals = client.db('apis_demo').collection('deal');
    let unitId: string | undefined;
    await expect
      .poll(
        async () => {
          const running = deals.find({ ...cluster, ...isRunning, reportTime: { $gte: since } });
          unitId = (await running.sort({ cumulateAmountWh: 1 }).limit(1).next())?.chargeUnitId;
          return unitId;
        },
        { message: 'a deal in progress', timeout: 45_000 },
      )
      .toMatch(/^E\d{3}$/);
    return unitId?.slice(2) ?? '';
  } finally {
    await client.close();
  }
}

test('a resident who shares power right now receives nothing that names another home', async ({
  page,
  place,
  signInAs,
}) => {
  const own = await findSharingHome(place);
  await signInAs(`h0${own}`, 'resident');
  const received = await recordReceived(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sharing now' })).toBeVisible();
  await expect(page.getByText('From a neighbour').first()).toBeVisible();
  await showBattery(page);
  await expect(page.getByRole('img', { name: /^Battery over/ })).toBeVisible();
  await page.getByText('Show as table').click();
  await expect.poll(() => received.messages().length).toBeGreaterThan(4);
  for (const [tab, heading] of [
    ['Sharing', 'All energy of your home'],
    ['Plan', 'Last week under this plan'],
    ['More', 'Where you are signed in'],
  ] as const) {
    await page.getByRole('link', { name: tab, exact: true }).click();
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    const deal = page.getByRole('button', { name: /^(To|From) a neighbour/ }).first();
    if (tab === 'Sharing') await deal.click();
    if (tab === 'Sharing') await expect(page.locator('ol > li').first()).toBeVisible();
  }

  const others = homes.filter((number) => number !== own);
  const names = new RegExp(
    others.map((number) => `\\bE0${number}\\b|\\bHouse ${number}\\b|\\bh0${number}\\b`).join('|'),
  );
  const texts = await received.texts();
  expect(texts.length).toBeGreaterThan(8);
  expect(texts.join('\n')).toContain(`House ${own}`);
  expect(texts.some((text) => text.includes('"direction":"receiving"'))).toBe(true);
  for (const text of texts) expect(text).not.toMatch(names);
  const dom = await page.evaluate(() => document.documentElement.outerHTML);
  expect(dom).not.toMatch(names);
});
