const storageKey = 'commonwatt.recentCommands';
const mostKept = 8;

/** The ids of the commands chosen last on this device, the latest first. */
export function readRecentCommands(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function keepRecentCommand(id: string): void {
  const recent = [id, ...readRecentCommands().filter((one) => one !== id)].slice(0, mostKept);
  try {
    localStorage.setItem(storageKey, JSON.stringify(recent));
  } catch {
    // Without storage nothing is recent.
  }
}
