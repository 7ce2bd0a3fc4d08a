import { startApp } from '@commonwatt/ui/start-app.tsx';
import type { TextFiles } from '@commonwatt/ui/texts.ts';
import './resident.css';
import { App, preloadShownPage } from './app.tsx';
import { openOffline } from './offline.ts';

const textFiles: TextFiles = import.meta.glob('./locales/*.json', { eager: true, import: 'default' });
await startApp(<App />, { textFiles, preload: preloadShownPage });
void openOffline();
