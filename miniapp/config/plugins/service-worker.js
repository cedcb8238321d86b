/* global self, caches, clients, VERSION, FILES */
/**
 * What lets the app start in a browser without a network. It keeps files of the app alone, never an answer of
 * the API. `VERSION` and `FILES`, the first of which is the page itself, are written above by `h5-files.js`,
 * which writes the version into the page as well.
 */
const PREFIX = 'app-';
const KEPT_VERSIONS = 2;
const [PAGE, ...PARTS] = FILES;
/** A content hash in the name: such a file never changes. */
const HASHED = /\.[0-9a-f]{8}\.(?:js|css)$/;
/** Kept beside the files once one of them was not to be had: the page may be of another version. */
const DOUBT = '/page-in-doubt';
const PAGE_PATIENCE_MS = 3_000;

const present = () => caches.open(PREFIX + VERSION);

/** While a version is rolled out some servers still give the page before, whose parts will soon be gone. */
async function isOurs(page) {
  return page.ok && (await page.clone().text()).includes(`content="${VERSION}"`);
}

async function install() {
  // The page's name has no hash: it must not come out of the browser's own cache.
  const page = await fetch(new Request(PAGE, { cache: 'no-cache' }));
  // The browser tries again at the next start, and the version before goes on until then.
  if (!(await isOurs(page))) throw new Error('the page is of another version');
  const cache = await present();
  await cache.addAll(PARTS);
  await cache.put(PAGE, page);
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
  if (answer.status === 404) await (await present()).put(DOUBT, new Response());
  return answer;
}

/**
 * What the network has, kept where it is this version's. What is kept comes where the network has nothing, or
 * takes too long over it.
 */
async function freshPage(request, cache, kept) {
  const stop = new AbortController();
  const timer = kept && setTimeout(() => stop.abort(), PAGE_PATIENCE_MS);
  try {
    const answer = await fetch(request, { signal: stop.signal });
    // Reads it to its end.
    if (await isOurs(answer)) {
      await cache.put(PAGE, answer.clone());
      await cache.delete(DOUBT);
    }
    return answer.ok || !kept ? answer : kept;
  } catch (error) {
    if (!kept) throw error;
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

/** The page of this version at once, whatever the network does: a new version comes beside it. */
async function thePage(request) {
  const cache = await present();
  const kept = await cache.match(PAGE);
  return kept && !(await cache.match(DOUBT)) ? kept : freshPage(request, cache, kept);
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
