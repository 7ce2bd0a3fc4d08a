import { startApp } from '@commonwatt/ui/start-app.tsx';
import './resident.css';
import { App } from './app.tsx';
import { openOffline } from './offline.ts';
import { textFiles } from './text-files.ts';

void startApp(<App />, { textFiles }).then(openOffline);
