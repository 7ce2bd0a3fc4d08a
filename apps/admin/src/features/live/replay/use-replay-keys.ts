import { useEffect, useRef } from 'react';

type ReplayKeys = { play: () => void; before: () => void; after: () => void; live: () => void };

const actions = { ' ': 'play', '[': 'before', ']': 'after', l: 'live' } as const;

/** Space plays and pauses, `[` and `]` go to the events beside, `l` back to live: wherever nothing else takes the key. */
export function useReplayKeys(keys: ReplayKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actions[event.key as keyof typeof actions];
      if (!action || isTaken(event.target)) return;
      event.preventDefault();
      latest.current[action]();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** What is focused and does something with keys of its own. */
function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, select, textarea, button, a, summary, [role=button]') !== null
  );
}
