import { demoCommunities, demoUsers } from '@commonwatt/simulator/demo-community';
import { openLiveStream } from '../product/live-stream.ts';
import { signIn } from '../product/sign-in.ts';
import type { Child } from '../system/child.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { waitUntil } from '../system/wait-until.ts';
import { type Motion, watchMotion } from './motion.ts';

/** When (by `performance.now()`, ms) the demo came to life. */
export type Milestones = Motion & { signedInAtMs: number };

/** Follows the example community as its staff does, until it moves. The stream stays open until the clean-up. */
export async function waitUntilMoving(
  cleanup: Cleanup,
  options: { url: string; demo: Child; timeoutMs: number },
): Promise<Milestones> {
  const { url, demo, timeoutMs } = options;
  const deadlineMs = performance.now() + timeoutMs;
  const cookie = await waitUntil('the demo', async () => (demo.hasEnded() ? '' : signInAsStaff(url)), { timeoutMs });
  if (demo.hasEnded()) throw new Error(`the demo has ended:\n${demo.output()}`);
  const signedInAtMs = performance.now();
  const { take, seen } = watchMotion();
  const stream = openLiveStream({ url, cookie, cluster: exampleCluster(), onMessage: take });
  cleanup.atEnd(async () => stream.close());
  const timer = setTimeout(stream.close, deadlineMs - performance.now());
  const gone = stream.ended.then(() => Promise.reject(new Error(`nothing moved within ${timeoutMs / 1000} s`)));
  const motion = await Promise.race([seen, gone]).finally(() => clearTimeout(timer));
  return { ...motion, signedInAtMs };
}

function signInAsStaff(url: string): Promise<string> {
  const staff = demoUsers.find(({ isStaff }) => isStaff);
  if (!staff) throw new Error('the demo has no staff');
  return signIn(url, staff.username, staff.password);
}

/** The example community's only one. */
function exampleCluster(): { communityId: string; clusterId: string } {
  const [community] = demoCommunities(new Date());
  const [cluster] = community?.clusters ?? [];
  if (!community || !cluster) throw new Error('the demo has no example community');
  return { communityId: community.communityId, clusterId: cluster.clusterId };
}
