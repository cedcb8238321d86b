/* global self, caches, clients, VERSION, FILES */
/**
 * What lets the app start in a browser without a network. It keeps files of the app alone, never an answer of
 * the API. `VERSION` and `FILES`, the first of which is the page itself, are written above by `h5-files.js`.
 */
const PREFIX = 'app-';
const KEPT_VERSIONS = 2;
const [PAGE] = FILES;
/** A content hash in the name: such a file never changes. */
const HASHED = /\.[0-9a-f]{8}\.(?:js|css)$/;

const present = () => caches.open(PREFIX + VERSION);

async function install() {
  const cache = await present();
  // The page's name has no hash: it must not come out of the browser's own cache.
  const ask = (path) => new Request(path, { cache: path === PAGE ? 'no-cache' : 'default' });
  await cache.addAll(FILES.map(ask));
  await self.skipWaiting();
}

/** An open page of the version before goes on to load its parts: they stay until the next version. */
async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const older = names.filter((name) => name !== PREFIX + VERSION);
  await Promise.all(older.slice(0, 1 - KEPT_VERSIONS).map((name) => caches.delete(name)));
  await clients.claim();
}

async function fromCache(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await present()).put(request, answer.clone());
  return answer;
}

/** The page of this version at once, whatever the network does: a new version comes beside it. */
async function thePage(request) {
  return (await (await present()).match(PAGE)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(thePage(request));
  else if (HASHED.test(pathname)) event.respondWith(fromCache(request));
});
