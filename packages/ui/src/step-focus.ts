import type { KeyboardEvent } from 'react';

/** What is stepped through: buttons beside each other, or the headings of what opens, one below the other. */
const groups = {
  buttons: { selector: 'button', forth: 'ArrowRight', back: 'ArrowLeft' },
  summaries: { selector: 'summary', forth: 'ArrowDown', back: 'ArrowUp' },
} as const;

/**
 * Arrow keys, Home and End move the focus within a group of which only one is a stop of the Tab key. For `onKeyDown` of the
 * group; which of them is that stop is up to who draws them.
 */
export function stepFocus(event: KeyboardEvent<HTMLElement>, group: keyof typeof groups = 'buttons'): void {
  const { selector, forth, back } = groups[group];
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const at = steps.indexOf(event.target as HTMLElement);
  const last = steps.length - 1;
  const next = { [forth]: at + 1, [back]: at - 1, Home: 0, End: last }[event.key];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  steps[Math.max(0, Math.min(next, last))]?.focus();
}
