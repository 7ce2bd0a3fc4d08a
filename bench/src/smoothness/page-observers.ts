/** How long a person's action took until the next paint that followed it (ms), and what it was. */
export type Interaction = { name: string; durationMs: number };

declare global {
  interface Window {
    /** What was noted since the last call; there once `observeInteractions` has run in the page. */
    takeInteractions: () => Interaction[];
  }
}

/** Runs inside the page, so it may use nothing from outside: times between the frames it paints in so many ms. */
export async function countFrames(durationMs: number): Promise<number[]> {
  const times = [await new Promise<number>((resolve) => requestAnimationFrame(resolve))];
  while ((times.at(-1) ?? 0) - (times[0] ?? 0) < durationMs) {
    times.push(await new Promise<number>((resolve) => requestAnimationFrame(resolve)));
  }
  return times.slice(1).map((timeMs, i) => timeMs - (times[i] ?? timeMs));
}

/** Runs inside the page, so it may use nothing from outside: notes what the browser says of each click and key. */
export function observeInteractions(): void {
  const noted: Interaction[] = [];
  window.takeInteractions = () => noted.splice(0);
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (['click', 'pointerup', 'keydown', 'keyup'].includes(name)) noted.push({ name, durationMs: duration });
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}
