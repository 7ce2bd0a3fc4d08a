import './ahead.ts';
import { painted } from '@commonwatt/ui/painted.ts';

// What stands there until the app does is painted before the app is read, which takes a phone half a second.
void painted().then(() => import('./start.tsx'));
