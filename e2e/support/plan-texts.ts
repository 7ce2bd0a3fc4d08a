import type { BrowserContext } from '@playwright/test';

/** Plans are called and described by whoever made them, and their text is code. */
export async function readPlanTexts({ request }: BrowserContext, apiUrl = ''): Promise<string[]> {
  const home = { communityId: 'hikari_hills', clusterId: 'north_loop', unitId: 'E003' };
  const input = encodeURIComponent(JSON.stringify({ json: { home } }));
  const response = await request.get(`${apiUrl}/trpc/home.plans?input=${input}`);
  type Plan = { name: string; description: string; text: string };
  const { plans } = (await response.json()).result.data.json as { plans: Plan[] };
  return plans.flatMap(({ name, description, text }) => [text, description, name]);
}
