import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Every key that does something by itself, in the order of the help. */
export const shortcuts = [
  { key: '/', text: 'search' },
  { key: '?', text: 'help' },
  { key: ' ', text: 'play' },
  { key: '[', text: 'before' },
  { key: ']', text: 'after' },
  { key: 'l', text: 'live' },
  { key: 'f', text: 'fullScreen' },
] as const;

export type ShortcutKey = (typeof shortcuts)[number]['key'];

const storageKey = 'commonwatt.singleKeys';
const listeners = new Set<() => void>();

/**
 * Single keys act unless the user turned them off: for who speaks to the computer, or hits keys by accident (WCAG 2.1.4).
 * Kept on this device.
 */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export function turnSingleKeys(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, 'off');
  } catch {
    // Without storage they stay on.
  }
  for (const listener of listeners) listener();
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areSingleKeysOn);
}

/** Acts on single keys wherever nothing that is focused takes them, while they are turned on. */
export function useShortcuts(actions: Partial<Record<ShortcutKey, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
      if (event.defaultPrevented || hasModifier || !areSingleKeysOn() || isTaken(event)) return;
      const action = latest.current[event.key.toLowerCase() as ShortcutKey];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Fields take every key; what can be pressed takes the space bar; an open dialog takes all. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, select, textarea, dialog') !== null) return true;
  return key === ' ' && target.closest('button, a, summary, [role=button]') !== null;
}
