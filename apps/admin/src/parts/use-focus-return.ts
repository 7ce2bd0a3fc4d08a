import { useEffect, useRef } from 'react';

/**
 * Gives the focus back to what was focused when something was selected, once nothing is selected any more and the
 * panel that showed it has taken the focused element away with it.
 */
export function useFocusReturn(selection: string | null): void {
  const opener = useRef<HTMLElement | SVGElement | null>(null);
  useEffect(() => {
    const { activeElement, body } = document;
    const isLost = activeElement === null || activeElement === body;
    if (selection === null) {
      if (isLost) opener.current?.focus();
    } else if (!isLost && (activeElement instanceof HTMLElement || activeElement instanceof SVGElement)) {
      opener.current = activeElement;
    }
  }, [selection]);
}
