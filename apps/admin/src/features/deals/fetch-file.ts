import { apiFetch } from '@commonwatt/ui/places.ts';
import { pageSession } from '@commonwatt/ui/sign-in/page-session.ts';

export type FetchedFile = { name: string; blob: Blob; rowCount: number };

type FetchOptions = { signal: AbortSignal; onProgress: (rows: number, total: number) => void };

const newline = 10;

/**
 * Loads a file that the api streams and tells how far it is: its rows are lines, and `x-total-count` says how many there
 * will be. @throws Error with the api's words when it refuses, and when the connection breaks before the end.
 */
export async function fetchFile(url: string, { signal, onProgress }: FetchOptions): Promise<FetchedFile> {
  const response = await apiFetch(url, { signal });
  if (response.status === 401) pageSession.end();
  if (!response.ok || !response.body) throw new Error(await readReason(response));
  const total = Number(response.headers.get('x-total-count') ?? 0);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let lines = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    for (const byte of next.value) if (byte === newline) lines += 1;
    onProgress(Math.min(lines, total), total);
  }
  const type = response.headers.get('content-type') ?? '';
  return { name: fileName(response), blob: new Blob(parts, { type }), rowCount: total };
}

function fileName(response: Response): string {
  const disposition = response.headers.get('content-disposition') ?? '';
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'deals';
}

async function readReason(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    if (typeof message === 'string') return message;
  } catch {
    // Not from the api, but from something before it.
  }
  return `HTTP ${response.status}`;
}
