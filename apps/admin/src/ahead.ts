import { askAhead, pageAt } from '@commonwatt/ui/ask-ahead.ts';
import { adminBase } from '@commonwatt/ui/places.ts';
import { pages } from './pages.ts';
import { textFiles } from './text-files.ts';

// Runs before the app itself has come, and asks for what will be needed first.

askAhead(pageAt(`/${window.location.pathname.slice(adminBase.length)}`, pages), textFiles, [
  ['signIn.current'],
  ['communities.outline'],
  ['monitoring.openEverywhere'],
]);
