/** Frames may stand still although the page is in sight, as under a locked screen: then the app comes all the same. */
const longestMs = 1_000;

/**
 * Waits until the browser has painted what the page shows so far, which on a slow line it did long ago. A page that nobody
 * looks at is not painted, and waits for nothing.
 */
export function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, longestMs);
    // A frame is painted after its callbacks; the next one comes when it was.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
