import { askAhead, type Page, pageAt } from '@commonwatt/ui/ask-ahead.ts';
import { residentBase } from '@commonwatt/ui/places.ts';
import { pages } from './pages.ts';
import { textFiles } from './text-files.ts';

// Runs before the app itself has come, and asks for what will be needed first.

const byPath = Object.fromEntries(Object.values(pages).map((page): [string, Page] => [page.path, page]));

askAhead(pageAt(`/${window.location.pathname.slice(residentBase.length)}`, byPath), textFiles, [
  ['signIn.current'],
  ['home.list'],
]);
