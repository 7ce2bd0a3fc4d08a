import type { FastifyInstance } from 'fastify';

/** Where bookmarks of the old pages lead: to the start of the app, which goes on to the page that was asked for. */
const newPages: Record<string, string> = {
  '/static/ui_example/staff/visual.html': '/admin/',
  '/static/ui_example/staff/availability.html': '/admin/?screen=availability',
  '/static/ui_example/staff/deal.html': '/admin/?screen=deals',
  '/static/ui_example/staff/monitoring.html': '/admin/?screen=monitoring',
  '/static/ui_example/resident/visual.html': '/',
  '/static/ui_example/resident/deal.html': '/',
  '/static/ui_example/resident/scenario.html': '/',
  '/static/api/staff/client_example.html': '/admin/',
  '/static/api/resident/client_example.html': '/',
};

/** Leads from the addresses of the old pages to the new ones, for the time being: browsers are not to remember it. */
export function registerOldPages(app: FastifyInstance): void {
  for (const [path, newPage] of Object.entries(newPages)) {
    app.get(path, (_request, reply) => reply.header('cache-control', 'no-store').redirect(newPage, 302));
  }
}
