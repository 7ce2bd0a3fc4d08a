/** Signs in to an app as its page does; returns the cookies to send from then on, as one header. */
export async function signIn(
  url: string,
  username: string,
  password: string,
  app: 'admin' | 'resident' = 'admin',
): Promise<string> {
  const response = await fetch(`${url}/trpc/signIn.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify({ json: { app, username, password, keepSignedIn: false } }),
  });
  if (!response.ok)
    throw new Error(`signing in as ${username} was answered ${response.status}: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Whether the server knows these cookies as those of somebody who is signed in. */
export async function isSignedIn(url: string, cookie: string): Promise<boolean> {
  const response = await fetch(`${url}/trpc/signIn.current`, { headers: { cookie } });
  if (!response.ok) throw new Error(`asking who is signed in was answered ${response.status}`);
  const { result } = (await response.json()) as { result: { data: { json: unknown } } };
  return result.data.json !== null;
}
