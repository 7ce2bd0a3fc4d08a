import { startApp } from '@commonwatt/ui/start-app.tsx';
import './resident.css';
import { App } from './app.tsx';
import { openOffline } from './offline.ts';
import { textFiles } from './text-files.ts';

await startApp(<App />, { textFiles });
void openOffline();
