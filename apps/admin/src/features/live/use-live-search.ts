import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import type { LiveSearch } from './live-search.ts';

const route = getRouteApi('/staff/$community/$cluster/live');

export type ChangeLiveSearch = (next: Partial<LiveSearch>, isStep?: boolean) => void;

/** What of the cluster is shown, from the URL, and a way to change it. Esc takes a selection back. */
export function useLiveSearch(): { search: LiveSearch; change: ChangeLiveSearch } {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/$community/$cluster/live' });
  /** Choosing a unit or deal is a step that "back" undoes; a way of looking is not. */
  const change = useCallback<ChangeLiveSearch>(
    (next, isStep = false) => {
      void navigate({ search: (old) => ({ ...old, ...next }), replace: !isStep });
    },
    [navigate],
  );
  const hasSelection = search.unit !== undefined || search.deal !== undefined;
  useEffect(() => {
    if (!hasSelection) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) change({ unit: undefined, deal: undefined }, true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [hasSelection, change]);
  return { search, change };
}
