import type { KeyboardEvent } from 'react';

/**
 * Arrow keys, Home and End move the focus among the buttons of a group of which only one is a stop of the Tab key. For
 * `onKeyDown` of the group; which button is that stop is up to who draws them.
 */
export function stepFocus(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLButtonElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(event.target);
  const last = buttons.length - 1;
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  buttons[Math.max(0, Math.min(next, last))]?.focus();
}
