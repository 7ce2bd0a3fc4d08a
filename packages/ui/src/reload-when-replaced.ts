const reloadedAtKey = 'commonwatt.reloadedAt';
/** A part that is still missing so soon after a reload is missing for another reason. */
const reloadAtMostEveryMs = 60_000;

/**
 * Reloads a page that was opened before an upgrade and asks for a part of itself that the server has since replaced. The
 * URL holds what the user was looking at.
 */
export function reloadWhenReplaced(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const reloadedAtMs = Number(sessionStorage.getItem(reloadedAtKey) ?? 0);
    if (Date.now() - reloadedAtMs < reloadAtMostEveryMs) return;
    event.preventDefault();
    sessionStorage.setItem(reloadedAtKey, String(Date.now()));
    window.location.reload();
  });
}
