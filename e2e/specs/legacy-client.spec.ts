import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';

// The script of the old pages, as it is served, with jQuery in a page of the same origin: every function it has.

const jquery = await readFile(createRequire(import.meta.url).resolve('jquery/dist/jquery.min.js'), 'utf8');

/** A date crosses into the page as text. */
type Argument = string | number | null | { date: string };
type Answer = { isSuccess: boolean; isCompleted: boolean; status: number; data: unknown };

/** An empty page of the old kind. */
async function openOldPage(page: Page, role: 'staff' | 'resident'): Promise<void> {
  await page.route('**/old-page/*', (route) => {
    const isScript = route.request().url().endsWith('.js');
    const html = `<!DOCTYPE html><title>Old page</title><script src="jquery.js"></script><script src="/api/${role}/client.js"></script>`;
    return route.fulfill(
      isScript ? { contentType: 'text/javascript', body: jquery } : { contentType: 'text/html', body: html },
    );
  });
  await page.goto('/old-page/index.html');
}

/** Calls a function of `client` with all three callbacks. */
function call(page: Page, name: string, ...args: Argument[]): Promise<Answer> {
  return page.evaluate(
    ([path, values]) =>
      new Promise<Answer>((resolve) => {
        type Step = { [key: string]: Step } & ((...all: unknown[]) => void);
        const { client } = window as unknown as { client: Step };
        const find = path.split('.').reduce<Step | undefined>((step, key) => step?.[key], client);
        const answer: Answer = { isSuccess: false, isCompleted: false, status: 0, data: null };
        const given = values.map((value) =>
          typeof value === 'object' && value !== null ? new Date(value.date) : value,
        );
        find?.(
          ...given,
          (data: unknown, _text: string, xhr: { status: number }) =>
            Object.assign(answer, { isSuccess: true, data, status: xhr.status }),
          (xhr: { status: number; responseText: string }) =>
            Object.assign(answer, { data: xhr.responseText, status: xhr.status }),
          () => resolve({ ...answer, isCompleted: true }),
        );
      }),
    [name, args] as const,
  );
}

const done = (data: unknown) => ({ isSuccess: true, isCompleted: true, status: 200, data });
const refused = (status: number, data: unknown) => ({ isSuccess: false, isCompleted: true, status, data });
const cluster = ['oss_community', 'oss_cluster'] as const;
const period = [{ date: '2020-01-01T00:00:00Z' }, { date: '2099-01-01T00:00:00Z' }] as const;
const aList = done(expect.any(Array));
const anObject = done(expect.any(Object));

test('the client for staff: every function', async ({ page, problems }) => {
  problems.expect(/status of 40[03]/);
  await openOldPage(page, 'staff');
  expect(await call(page, 'session')).toEqual(refused(403, 'login required'));
  expect(await call(page, 'login', 'admin', 'wrong')).toEqual(refused(403, 'login failed'));
  expect(await call(page, 'login', 'admin', 'admin')).toMatchObject({ data: { user: { username: 'admin' } } });
  expect(await call(page, 'session')).toMatchObject({ status: 200, data: { expiry_age: 1_209_600 } });

  expect(await call(page, 'community.outline')).toMatchObject({
    data: { communities: { oss_community: { clusters: { oss_cluster: { id: 'oss_cluster' } } } } },
  });
  expect(await call(page, 'unitData.unitIdList', ...cluster)).toEqual(done(['E001', 'E002', 'E003', 'E004']));
  expect(await call(page, 'unitData.latestSet', ...cluster)).toMatchObject({
    data: { E001: { oesunit: { id: 'E001' } } },
  });
  expect(await call(page, 'deal.liveList', ...cluster, 'budo')).toEqual(aList);
  const deals = await call(page, 'deal.list', ...cluster, ...period, 'raw');
  expect(deals).toEqual(aList);
  expect((deals.data as { dealId: string }[])[0]?.dealId).toBeTruthy();
  expect(await call(page, 'deal.list', ...cluster, null, null, null)).toEqual(aList);
  expect(await call(page, 'deal.datetimeRange', ...cluster)).toMatchObject({ data: { min: expect.any(String) } });
  expect(await call(page, 'deal.sumOfCumulateAmountWhsByHour', ...cluster)).toEqual(anObject);
  expect(await call(page, 'downtime.unitIdList', ...cluster)).toEqual(aList);
  expect(await call(page, 'downtime.list', ...cluster, 'E001', ...period)).toEqual(aList);
  expect(await call(page, 'monitoring.failure.openList', ...cluster)).toEqual(aList);
  expect(await call(page, 'monitoring.failure.list', ...cluster, ...period)).toEqual(aList);

  const log = 'apis_log_severe';
  const isActive = async () =>
    ((await call(page, 'monitoring.job.list', ...cluster)).data as { type: string; isActive: boolean }[]).find(
      ({ type }) => type === log,
    )?.isActive;
  const before = await isActive();
  for (const action of before ? ['deactivate', 'activate'] : ['activate', 'deactivate']) {
    expect(await call(page, `monitoring.job.${action}`, ...cluster, log)).toEqual(done('ok'));
    expect(await isActive()).toBe(action === 'activate');
  }
  expect(await call(page, 'monitoring.job.activate', ...cluster, 'zzz')).toEqual(refused(400, 'unknown type : zzz'));

  expect(await call(page, 'logout')).toEqual(done(''));
  expect(await call(page, 'session')).toEqual(refused(403, 'login required'));
});

test('the client for residents: every function', async ({ page, problems }) => {
  problems.expect(/status of 40[03]/);
  const unit = [...cluster, 'E001'] as const;
  await openOldPage(page, 'resident');
  expect(await call(page, 'community.outline')).toEqual(refused(403, 'login required'));
  expect(await call(page, 'login', 'e001', 'e001')).toMatchObject({ status: 200 });
  expect(await call(page, 'community.outline')).toEqual(anObject);
  expect(await call(page, 'unitData.latestSet', ...unit)).toMatchObject({
    data: { E001: { oesunit: { id: 'E001' } } },
  });
  expect(await call(page, 'unitData.latestSet', ...cluster, 'E002')).toEqual(refused(400, 'not a resident'));
  expect(await call(page, 'deal.liveList', ...unit, 'raw')).toEqual(aList);
  const deals = await call(page, 'deal.list', ...unit, ...period, 'raw');
  expect(JSON.stringify(deals.data)).toContain('******');
  expect(JSON.stringify(deals.data)).not.toMatch(/E00[234]/);
  expect(await call(page, 'deal.datetimeRange', ...unit)).toEqual(anObject);
  expect(await call(page, 'deal.sumOfCumulateAmountWhsByHour', ...unit)).toEqual(anObject);

  const scenarios = (await call(page, 'scenario.availableList', ...unit)).data as { id: number; name: string }[];
  expect(scenarios.map(({ name }) => name)).toContain('JUST_FOR_E001');
  const wanted = scenarios.find(({ name }) => name === 'NORMAL')?.id ?? 0;
  expect(await call(page, 'scenario.choose', ...unit, wanted)).toEqual(done('ok'));
  expect(await call(page, 'scenario.current', ...unit)).toMatchObject({ data: { id: wanted } });
  expect(await call(page, 'scenario.choose', ...unit, wanted)).toEqual(done('no change'));
  expect(await call(page, 'scenario.choose', ...unit, null)).toEqual(done('ok'));
  expect(await call(page, 'scenario.current', ...unit)).toEqual(done(''));
  expect(await call(page, 'logout')).toEqual(done(''));
});

test('one sign-in opens the old and the new pages', async ({ page }) => {
  await openOldPage(page, 'staff');
  expect(await call(page, 'login', 'admin', 'admin')).toMatchObject({ status: 200 });
  await page.goto('/static/ui_example/staff/visual.html');
  await expect(page).toHaveURL(/\/admin\/[^/]+\/[^/]+\/live$/);
});

test('a link on another site changes nothing', async ({ page, context, place, problems }) => {
  problems.expect(/status of 403/);
  await openOldPage(page, 'resident');
  expect(await call(page, 'login', 'e002', 'e002')).toMatchObject({ status: 200 });
  const unit = ['oss_community', 'oss_cluster', 'E002'] as const;
  const chosen = async () => (await call(page, 'scenario.current', ...unit)).data;
  const before = await chosen();
  const query = new URLSearchParams({ communityId: unit[0], clusterId: unit[1], unitId: unit[2], scenarioId: '3' });
  const other = await context.newPage();
  const target = `${place.url}/api/resident/scenario/choose?${query}`;
  await other.setContent(`<a href="${target.replaceAll('&', '&amp;')}">click</a>`);
  const answer = other.waitForResponse(/scenario\/choose/);
  await other.getByRole('link').click();
  expect(await (await answer).text()).toMatch(/^request refused/);
  expect(await chosen()).toEqual(before);
});
