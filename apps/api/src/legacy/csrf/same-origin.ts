/** What a browser says about where a request comes from. */
export type OriginHeaders = {
  'sec-fetch-site'?: string | string[] | undefined;
  origin?: string | undefined;
  referer?: string | undefined;
};

/** Our own origin: PUBLIC_URL, or without it whatever host the request was sent to. */
export type OwnOrigin = { publicUrl: string | null; host: string };

/**
 * True when a browser says that a page of ours sent the request: by `Sec-Fetch-Site`, which older browsers and plain http
 * do not have, else by `Origin`, else by `Referer`. A request that says nothing may come from anywhere; so may one that
 * the user began outside of a page (`none`), for example with a link in a message.
 */
export function isSameOriginRequest(headers: OriginHeaders, own: OwnOrigin): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const from = headers.origin ?? headers.referer;
  return from !== undefined && isOwnUrl(from, own);
}

/** True for our own origin and for any address below it. */
export function isOwnUrl(url: string, { publicUrl, host }: OwnOrigin): boolean {
  if (!URL.canParse(url)) return false;
  const from = new URL(url);
  return publicUrl === null ? from.host === host : from.origin === publicUrl;
}
