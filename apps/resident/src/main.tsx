import '@commonwatt/ui/theme/fonts.ts';
import '@commonwatt/ui/theme/tokens.css';
import '@commonwatt/ui/theme/base.css';
import './resident.css';
import { reloadWhenReplaced } from '@commonwatt/ui/reload-when-replaced.ts';
import { startTexts } from '@commonwatt/ui/texts.ts';
import { TextsProvider } from '@commonwatt/ui/texts-provider.tsx';
import { applyTheme, readThemePreference } from '@commonwatt/ui/theme/preference.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, preloadShownPage } from './app.tsx';
import { openOffline } from './offline.ts';

reloadWhenReplaced();
applyTheme(readThemePreference());
const firstTexts = startTexts(import.meta.glob('./locales/*.json', { eager: true, import: 'default' }));
preloadShownPage();
await firstTexts;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <TextsProvider>
      <App />
    </TextsProvider>
  </StrictMode>,
);

void openOffline();
