import './staff-icons.tsx';
import { startApp } from '@commonwatt/ui/start-app.tsx';
import { App } from './app.tsx';
import { router } from './router.tsx';
import { queryClient } from './shell/current-user.ts';
import { textFiles } from './text-files.ts';

// Together with its page the app is drawn in slices; a page that came later would be drawn in one piece. Not awaited here:
// a page imports what this file is part of, and would wait for it.
void startApp(<App />, { textFiles, load: () => router.load(), isAwaiting: () => queryClient.isFetching() > 0 });
