import { useSyncExternalStore } from 'react';

const query = '(prefers-reduced-motion: reduce)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

const isReduced = () => window.matchMedia(query).matches;
const isNeverReduced = () => false;

/** True while the viewer asks for less motion. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(subscribe, isReduced, isNeverReduced);
}
