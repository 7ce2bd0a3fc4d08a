import { type HomeView, homeView } from '@commonwatt/domain/home';
import type { LiveChannel } from '../live/channel.ts';

/** One message to a resident: the own home, and whether the server can read news at all. */
export type HomeMessage = { serverNowMs: number; sourceLostAtMs: number | null; home: HomeView };

const heartbeatMs = 2_000;

/**
 * The own home as it changes. A message is sent when the own view is different from the one sent last, and at least
 * every two seconds: neither content nor timing tells anything about other homes.
 */
export async function* streamHome(
  channel: LiveChannel,
  options: { unitId: string; now: () => Date; signal: AbortSignal; mayContinue: () => Promise<boolean> },
): AsyncGenerator<HomeMessage> {
  const { unitId, now, signal, mayContinue } = options;
  await channel.ready;
  let sentText = '';
  let sentAtMs = 0;
  while (!signal.aborted && (await mayContinue())) {
    const serverNowMs = now().getTime();
    const sourceLostAtMs = channel.sourceLostAtMs();
    const home = homeView(channel.cluster(), unitId, now());
    const text = JSON.stringify([sourceLostAtMs, home]);
    if (text !== sentText || serverNowMs - sentAtMs >= heartbeatMs) {
      sentText = text;
      sentAtMs = serverNowMs;
      yield { serverNowMs, sourceLostAtMs, home };
    }
    await channel.nextChange(Math.max(1, sentAtMs + heartbeatMs - now().getTime()), signal);
  }
}
