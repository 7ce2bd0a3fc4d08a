import { type BrowserContext, expect, type Page } from '@playwright/test';

type Account = { username: string; password: string; app: 'admin' | 'resident' };

/** Gives a browser the cookies of a session, as the sign-in page does. */
export async function signIn(
  context: BrowserContext,
  url: string,
  { username, password, app }: Account,
): Promise<void> {
  const response = await context.request.post(`${url}/trpc/signIn.signIn`, {
    headers: { origin: new URL(url).origin },
    data: { json: { app, username, password } },
  });
  expect(response.status(), await response.text()).toBe(200);
}

/** Fills in the sign-in form of either app, in English, and sends it. */
export async function fillSignIn(page: Page, username: string, password = username): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Ends the session of this browser behind its back. */
export async function endOwnSession({ request }: BrowserContext, origin: string): Promise<void> {
  const listed = await (await request.get(`${origin}/trpc/signIn.sessions`)).json();
  const sessions: { id: number; isCurrent: boolean }[] = listed.result.data.json;
  const own = sessions.find(({ isCurrent }) => isCurrent);
  const options = { headers: { origin }, data: { json: { id: own?.id } } };
  expect((await request.post(`${origin}/trpc/signIn.endSession`, options)).status()).toBe(200);
}
