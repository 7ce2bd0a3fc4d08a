const reloadedAtKey = 'commonwatt.reloadedAt';
/** A part that is still missing so soon after a reload is missing for another reason. */
const reloadAtMostEveryMs = 60_000;

/**
 * Reloads a page that was opened before an upgrade and asks for a part of itself that the server has since replaced. The
 * URL holds what the user was looking at. Where the server does not answer, the page stays: it still shows what it knows.
 */
export function reloadWhenReplaced(): void {
  window.addEventListener('vite:preloadError', async () => {
    const reloadedAtMs = Number(sessionStorage.getItem(reloadedAtKey) ?? 0);
    if (Date.now() - reloadedAtMs < reloadAtMostEveryMs) return;
    const isAnswering = await fetch(window.location.href, { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!isAnswering) return;
    sessionStorage.setItem(reloadedAtKey, String(Date.now()));
    window.location.reload();
  });
}
