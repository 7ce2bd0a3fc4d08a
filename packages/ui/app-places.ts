import process from 'node:process';
import { loadEnv, type Plugin } from 'vite';

type Places = { ADMIN_BASE?: string; RESIDENT_BASE?: string; API_URL?: string };

/**
 * Vite plugin: where the apps and the api are, from the environment of the build. Without any, Commonwatt serves all of
 * them itself. `ADMIN_BASE` and `RESIDENT_BASE` are paths such as `/energy/staff/`; `API_URL` is the origin of an api on
 * another host, such as `https://api.example.org`.
 */
export function appPlaces(app: 'admin' | 'resident'): Plugin {
  return {
    name: 'commonwatt-places',
    config(_config, { mode }) {
      const places: Places = loadEnv(mode, process.cwd(), ['ADMIN_BASE', 'RESIDENT_BASE', 'API_URL']);
      const admin = checkBase('ADMIN_BASE', places.ADMIN_BASE ?? '/admin/');
      const resident = checkBase('RESIDENT_BASE', places.RESIDENT_BASE ?? '/');
      return {
        base: { admin, resident }[app],
        define: {
          'import.meta.env.ADMIN_BASE': JSON.stringify(admin),
          'import.meta.env.RESIDENT_BASE': JSON.stringify(resident),
          'import.meta.env.API_URL': JSON.stringify(checkOrigin(places.API_URL ?? '')),
        },
      };
    },
  };
}

function checkBase(name: string, base: string): string {
  if (/^\/([\w.~-]+\/)*$/.test(base)) return base;
  throw new Error(`${name} must be a path that begins and ends with a slash, such as /energy/staff/: ${base}`);
}

function checkOrigin(url: string): string {
  if (url === '' || (URL.canParse(url) && new URL(url).origin === url)) return url;
  throw new Error(`API_URL must be an origin such as https://api.example.org, without a path: ${url}`);
}
