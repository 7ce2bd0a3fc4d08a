// Where everything is; see app-places.ts. Outside of a build all of it is here.

/** The paths of the two apps, each with a slash at its end. */
export const adminBase: string = import.meta.env.ADMIN_BASE ?? '/admin/';
export const residentBase: string = import.meta.env.RESIDENT_BASE ?? '/';

/** The address of something of the api, `/trpc` or `/export/deals`. */
export function apiAddress(path: string): string {
  return `${import.meta.env.API_URL ?? ''}${path}`;
}

/** Asks the api: cookies go along even where it is on another host. */
export function apiFetch(input: RequestInfo | URL, init?: object): Promise<Response> {
  return fetch(input, { ...init, credentials: 'include' });
}
