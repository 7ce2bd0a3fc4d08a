import './ahead.ts';
import './staff-icons.tsx';
import { startApp } from '@commonwatt/ui/start-app.tsx';
import { App } from './app.tsx';
import { textFiles } from './text-files.ts';

await startApp(<App />, { textFiles });
