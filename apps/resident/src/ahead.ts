import { askAhead, type Page } from '@commonwatt/ui/ask-ahead.ts';
import { askForCurrentUser } from '@commonwatt/ui/early-user.ts';
import { pages } from './pages.ts';
import { textFiles } from './text-files.ts';

// Runs before the app itself has come, and asks for what will be needed first.

const byName = new Map<string, Page>(Object.entries(pages));
const page = byName.get(window.location.pathname.split('/').at(-1) ?? '');
askAhead(page, textFiles);
if (!page?.isPublic) askForCurrentUser();
