// Keeps what the app is made of, so that it opens without a network and says that there is none. What the api answers is
// never kept: nobody finds anything of a home here, signed in or not.

const cacheName = 'commonwatt-shell';
const mostEntries = 200;
const scope = new URL(self.registration.scope).pathname;
/** Below the same address, but no pages of this app. */
const others = /^(admin|api|trpc|export|static|healthz|readyz|metrics)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(keep([scope]).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

/** A page tells what it has loaded before this worker was there. */
self.addEventListener('message', (event) => {
  const paths = event.data.loaded.filter((path) => isAsset(path));
  event.waitUntil(keep(paths));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || !pathname.startsWith(scope)) return;
  if (isAsset(pathname)) event.respondWith(answerAsset(request));
  else if (request.mode === 'navigate' && !others.test(pathname.slice(scope.length))) {
    event.respondWith(answerPage(request));
  }
});

function isAsset(pathname) {
  return pathname.startsWith(`${scope}assets/`);
}

/** Names of assets hold a hash of their content: what is kept is right for ever. */
async function answerAsset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await put(request, answer.clone());
  return answer;
}

/** Any address of the app is its start page; the newest one, unless the server is out of reach. */
async function answerPage(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await put(scope, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(scope);
    if (kept) return kept;
    throw error;
  }
}

async function keep(paths) {
  const cache = await caches.open(cacheName);
  await cache.addAll(paths);
}

async function put(request, answer) {
  const cache = await caches.open(cacheName);
  await cache.put(request, answer);
  const kept = await cache.keys();
  const tooMany = kept
    .filter(({ url }) => isAsset(new URL(url).pathname))
    .slice(0, Math.max(0, kept.length - mostEntries));
  await Promise.all(tooMany.map((one) => cache.delete(one)));
}
