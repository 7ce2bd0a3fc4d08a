import { monitoringViews, registryViews } from './monitoring-views.ts';
import { overPageViews } from './over-page-views.ts';
import { overviewViews } from './overview-views.ts';
import { residentPublicViews, residentViews } from './resident-views.ts';
import { adminPublicViews, adminViews, type View } from './views.ts';

type ViewGroup = {
  name: string;
  /** Who is signed in, and to which app; null: nobody. */
  user: { username: string; app: 'admin' | 'resident' } | null;
  views: readonly View[];
};

const staff = { username: 'staff', app: 'admin' } as const;

/** Every page of both apps with what opens on it, by who sees it. Views of what does not load stand last in their group. */
export const viewGroups: readonly ViewGroup[] = [
  { name: 'anybody', user: null, views: [...adminPublicViews, ...residentPublicViews] },
  { name: 'staff', user: staff, views: adminViews },
  { name: 'staff, overview', user: staff, views: overviewViews },
  { name: 'staff, over a page', user: staff, views: overPageViews },
  { name: 'staff, monitoring', user: staff, views: monitoringViews },
  { name: 'staff, registry', user: staff, views: registryViews },
  { name: 'mori', user: { username: 'mori', app: 'resident' }, views: residentViews },
];
