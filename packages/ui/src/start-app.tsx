import './theme/fonts.ts';
import './theme/tokens.css';
import './theme/base.css';
import { type ReactNode, StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { reloadWhenReplaced } from './reload-when-replaced.ts';
import type { TextFiles } from './text-files.ts';
import { startTexts } from './texts.ts';
import { TextsProvider } from './texts-provider.tsx';
import { applyTheme, readThemePreference } from './theme/preference.ts';

/** Starts an app in `#root`. `textFiles` is what an eager `import.meta.glob('./locales/*.json')` of the app gives. */
export async function startApp(app: ReactNode, { textFiles }: { textFiles: TextFiles }): Promise<void> {
  reloadWhenReplaced();
  applyTheme(readThemePreference());
  await startTexts(textFiles);
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
}
