import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where bookmarks of the old pages lead: to the start of the app, which goes on to the page that was asked for. */
const newPages: Record<string, string> = {
  '/static/ui_example/staff/visual.html': '/admin/?screen=live',
  '/static/ui_example/staff/availability.html': '/admin/?screen=availability',
  '/static/ui_example/staff/deal.html': '/admin/?screen=deals',
  '/static/ui_example/staff/monitoring.html': '/admin/?screen=monitoring',
  '/static/ui_example/resident/visual.html': '/',
  '/static/ui_example/resident/deal.html': '/',
  '/static/ui_example/resident/scenario.html': '/',
  '/static/api/staff/client_example.html': '/admin/',
  '/static/api/resident/client_example.html': '/',
};

/** Pages of the old admin site, by the app and model in their addresses, and the table of the registry that took their place. */
const oldModels: Record<string, string> = {
  'core/user': 'users',
  'auth/user': 'users',
  'auth/group': 'users',
  'community/community': 'communities',
  'community/cluster': 'clusters',
  'community/unit': 'units',
  'monitoring/failure': 'failures',
  'monitoring/communitysetting': 'communitySettings',
  'monitoring/jobsetting': 'monitorSettings',
  'scenario/scenario': 'scenarios',
  'scenario/choice': 'choices',
};

/** What of a table a page of the old admin site was about: `add/`, `12/change/`, `12/history/`, or the list. */
function rowOf(rest: string): string {
  const [first = ''] = rest.split('/');
  if (first === 'add') return '?row=new';
  // Keys stay what they were when the old database was imported.
  return /^\d{1,9}$/.test(first) ? `?row=${Number(first)}` : '';
}

/** Leads from the addresses of the old pages to the new ones, for the time being: browsers are not to remember it. */
export function registerOldPages(app: FastifyInstance): void {
  for (const [path, newPage] of Object.entries(newPages)) {
    app.get(path, (_request, reply) => lead(reply, newPage));
  }
  for (const [model, table] of Object.entries(oldModels)) {
    app.get(`/admin/${model}`, (_request, reply) => lead(reply, `/admin/registry/${table}`));
    app.get<{ Params: { '*': string } }>(`/admin/${model}/*`, ({ params }, reply) => {
      const rest = params['*'];
      const isHistory = rest.endsWith('/history/');
      return lead(reply, isHistory ? '/admin/registry/audit' : `/admin/registry/${table}${rowOf(rest)}`);
    });
  }
  app.get('/admin/password_change/', (_request, reply) => lead(reply, '/admin/settings'));
  app.get('/admin/logout/', (_request, reply) => lead(reply, '/admin/'));
}

function lead(reply: FastifyReply, newPage: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(newPage, 302);
}
