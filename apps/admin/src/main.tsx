import '@commonwatt/ui/theme/fonts.ts';
import '@commonwatt/ui/theme/tokens.css';
import '@commonwatt/ui/theme/base.css';
import { startI18n } from '@commonwatt/ui/i18n.ts';
import { applyTheme, readThemePreference } from '@commonwatt/ui/theme/preference.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { texts } from './locales/texts.ts';

applyTheme(readThemePreference());
await startI18n(texts);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
