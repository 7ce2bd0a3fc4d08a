import type { KeyboardEvent } from 'react';

/** Makes something that is drawn act like a button: Enter and Space do what a click does. */
export function pressKeys(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    act();
  };
}
