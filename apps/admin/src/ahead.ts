import { askAhead, type Page, pageAt } from '@commonwatt/ui/ask-ahead.ts';
import { askForCurrentUser } from '@commonwatt/ui/early-user.ts';
import { adminBase } from '@commonwatt/ui/places.ts';
import { pages } from './pages.ts';
import { textFiles } from './text-files.ts';

// Runs before the app itself has come, and asks for what will be needed first.

const page: Page | undefined = pageAt(`/${window.location.pathname.slice(adminBase.length)}`, pages);
askAhead(page, textFiles);
if (!page?.isPublic) askForCurrentUser();
