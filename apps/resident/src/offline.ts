import { residentBase } from '@commonwatt/ui/places.ts';

/** Lets the app open without a network from the next time on (public/sw.js). */
export async function openOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(`${residentBase}sw.js`);
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  active?.postMessage({ loaded });
}

const newsKey = 'commonwatt.lastNewsMs';

/** Notes when a home was last heard of on this device: all that is known of it without a network. */
export function noteNews(atMs: number): void {
  try {
    localStorage.setItem(newsKey, String(atMs));
  } catch {
    // Without storage nothing is known later.
  }
}

/** When a home was last heard of on this device; null when that is not known. */
export function readLastNews(): number | null {
  try {
    return Number(localStorage.getItem(newsKey)) || null;
  } catch {
    return null;
  }
}

/** Signing out leaves nothing behind. */
export function forgetNews(): void {
  try {
    localStorage.removeItem(newsKey);
  } catch {
    // There was nothing to forget.
  }
}
