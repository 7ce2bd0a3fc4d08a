import { startTransition, useEffect, useState } from 'react';
import type { LivePaint, LiveStore } from './live-store.ts';

/** What a live store painted last. News is drawn in slices: a slow device can be touched meanwhile. */
export function useLivePaint<View, Message>(store: LiveStore<View, Message>): LivePaint<View> {
  const [shown, setShown] = useState(() => ({ store, paint: store.paint() }));
  useEffect(() => {
    const show = () => startTransition(() => setShown({ store, paint: store.paint() }));
    show();
    return store.subscribe(show);
  }, [store]);
  // Of another store nothing was shown yet.
  return shown.store === store ? shown.paint : store.paint();
}
