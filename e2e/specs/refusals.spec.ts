import type { Page } from '@playwright/test';
import { register, uniqueName } from '../support/commands.ts';
import { expect, test } from '../support/test.ts';

test.use({ locale: 'ja-JP' });
test.beforeEach(({ signInAs }) => signInAs('staff', 'admin'));

const drawer = (page: Page) => page.getByRole('complementary');
const save = (page: Page) => drawer(page).getByRole('button', { name: '登録', exact: true }).click();

test('in Japanese, what the server refuses is said in Japanese: of a field, of a row and of a file', async ({
  page,
  place,
  problems,
}) => {
  problems.expect(/status of (400|409)/);
  const code = uniqueName('zz_refused');
  await register(place, { communityId: code, clusterId: 'k' }, []);
  await page.goto('/admin/registry/communities?row=new');
  await drawer(page).getByLabel('識別子').fill(code);
  await save(page);
  await expect(drawer(page).getByLabel('名前')).toHaveAccessibleDescription('入力してください');
  await drawer(page).getByLabel('名前').fill('二つ目');
  await save(page);
  await expect(drawer(page).getByLabel('識別子')).toHaveAccessibleDescription('同じコミュニティがすでにあります。');

  await page.goto('/admin/registry/scenarios?row=new');
  await drawer(page).getByLabel('名前').fill('試し');
  await drawer(page).getByLabel('シナリオの内容（JSON）').fill('{ "refreshingPeriodMsec": 0 }');
  await save(page);
  const data = drawer(page).getByLabel('シナリオの内容（JSON）');
  await expect(data).toHaveAccessibleDescription(/^refreshingPeriodMsec 0 より大きく/);
  await expect(drawer(page).locator('[lang=en]')).toHaveCount(0);

  await page.goto('/admin/registry/batch');
  await page
    .getByLabel('またはその内容')
    .fill(`community,cluster,unit,time_zone,residents\n${code},k,U1,Mars,\n${code},k,U2,UTC,nobody_at_all\n`);
  await page.getByRole('button', { name: 'プレビュー' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/1行目 *time_zone: Asia\/Tokyo のような IANA タイムゾーンを入力してください/);
  await expect(alert).toContainText(/2行目 *利用者 nobody_at_all は登録されていません。/);
  await expect(alert.locator('[lang=en]')).toHaveCount(0);
});

test('a refusal of a code that this app does not know is shown in English, and marked so', async ({
  page,
  problems,
}) => {
  problems.expect(/status of 409/);
  await page.route('**/trpc/registry.communities.create**', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('"exists"', '"fromTomorrow"') });
  });
  await page.goto('/admin/registry/communities?row=new');
  await drawer(page).getByLabel('識別子').fill('hikari_hills');
  await drawer(page).getByLabel('名前').fill('二つ目');
  await save(page);
  const sentence = drawer(page).getByRole('alert').locator('[lang=en]');
  await expect(sentence).toHaveText('There is such a community already');
});
