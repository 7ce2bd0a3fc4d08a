import './theme/fallback-font.css';
import './theme/tokens.css';
import './theme/base.css';
import { type ReactNode, StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { reloadWhenReplaced } from './reload-when-replaced.ts';
import type { TextFiles } from './text-files.ts';
import { startTexts } from './texts.ts';
import { TextsProvider } from './texts-provider.tsx';
import { applyTheme, readThemePreference } from './theme/preference.ts';

type StartOptions = {
  /** What an eager `import.meta.glob('./locales/*.json')` of the app gives. */
  textFiles: TextFiles;
  /** What is to be known before anything is drawn; texts can be had by then. */
  load?: () => Promise<unknown>;
  /** Whether answers are awaited, which come before how letters look. */
  isAwaiting?: () => boolean;
};

/** Looks again so much later whether there is still something to wait for. */
const awaitedMs = 100;

/** Starts an app in `#root`. */
export async function startApp(app: ReactNode, { textFiles, load, isAwaiting }: StartOptions): Promise<void> {
  reloadWhenReplaced();
  applyTheme(readThemePreference());
  await startTexts(textFiles);
  await load?.();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  // As a transition it is drawn in slices: a slow phone can be touched meanwhile.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <TextsProvider>{app}</TextsProvider>
      </StrictMode>,
    ),
  );
  whenIdle(function loadFonts() {
    if (isAwaiting?.()) setTimeout(whenIdle, awaitedMs, loadFonts);
    // Without the font the device's own letters stay.
    else import('./theme/fonts.ts').catch(() => {});
  });
}

/** Waits for a moment in which nothing more urgent is to be done: what stands on a page comes before how its letters look. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 3_000 });
  else setTimeout(run, 1_000);
}
