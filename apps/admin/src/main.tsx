import { startApp } from '@commonwatt/ui/start-app.tsx';
import type { TextFiles } from '@commonwatt/ui/texts.ts';
import { App } from './app.tsx';
import { preloadShownPage } from './router.tsx';

const textFiles: TextFiles = import.meta.glob('./locales/*.json', { eager: true, import: 'default' });
await startApp(<App />, { textFiles, preload: preloadShownPage });
