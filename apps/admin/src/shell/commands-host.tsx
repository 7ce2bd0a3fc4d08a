import type { ClusterRef } from '@commonwatt/domain/refs';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { withTexts } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { lazy, Suspense, useEffect, useState } from 'react';
import controls from '../parts/controls.module.css';
import { useShortcuts } from './shortcuts.ts';

const CommandPalette = lazy(
  withTexts(['commands', 'registry'], () =>
    import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })),
  ),
);
const ShortcutHelp = lazy(
  withTexts(['commands'], () => import('./shortcut-help.tsx').then((module) => ({ default: module.ShortcutHelp }))),
);

/** The search in the top bar, with the keys that open it and the help about keys; both are loaded when first opened. */
export function CommandsHost({ scope }: { scope: ClusterRef | null }) {
  const { t } = useTexts('shell');
  const [open, setOpen] = useState<'search' | 'help' | null>(null);
  const [typedAhead, setTypedAhead] = useState('');
  const close = () => {
    setOpen(null);
    setTypedAhead('');
  };
  useShortcuts({ '/': () => setOpen('search'), '?': () => setOpen('help') });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen('search');
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button type="button" className={controls.icon} aria-label={t('search')} onClick={() => setOpen('search')}>
        <Icon name="search" size={18} />
      </button>
      {open && (
        <PartBoundary what={t('search')}>
          <Suspense fallback={<KeysAhead onType={setTypedAhead} />}>
            {open === 'search' ? (
              <CommandPalette scope={scope} typedAhead={typedAhead} onClose={close} onHelp={() => setOpen('help')} />
            ) : (
              <ShortcutHelp onClose={close} />
            )}
          </Suspense>
        </PartBoundary>
      )}
    </>
  );
}

type KeysAheadProps = { onType: (change: (typed: string) => string) => void };

/** Takes the keys that are pressed while the search is still coming: no letter is lost, and none acts on the page below. */
function KeysAhead({ onType }: KeysAheadProps) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key } = event;
      if (event.ctrlKey || event.metaKey || (key.length > 1 && key !== 'Enter')) return;
      event.preventDefault();
      event.stopPropagation();
      if (key.length === 1) onType((typed) => typed + key);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [onType]);
  return null;
}
