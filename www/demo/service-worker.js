// Keeps one release of the site on the device, so that it opens without a network. `scripts/site.mjs` puts the release
// before this: `const RELEASE = { id, files: [[path, hash], …] }`. These files are kept and nothing else ever is: no
// address that a reader opened, nothing that they said.
//
// A release is taken whole or not at all: each file is checked against its hash. While a page of the older release is
// open, that one goes on and this one waits, so that no page meets files of both.
const CACHE = `pathways-${RELEASE.id}`;
const FILES = new Map(RELEASE.files);

self.addEventListener("install", (event) => event.waitUntil(take()));

async function take() {
  const cache = await caches.open(CACHE);
  await Promise.all([...FILES].map(async ([path, integrity]) => {
    const url = addressOf(path);
    // A bad connection may have got this far before.
    if (await cache.match(url)) return;
    const response = await fetch(url, { integrity, cache: "no-cache" });
    // A page can't be opened from an answer that was redirected.
    await cache.put(url, response.redirected ? new Response(response.body, response) : response);
  }));
}

self.addEventListener("activate", (event) => event.waitUntil(drop()));

async function drop() {
  for (const name of await caches.keys()) if (name.startsWith("pathways-") && name !== CACHE) await caches.delete(name);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request);
  if (request.method === "GET" && FILES.has(path)) event.respondWith(kept(path, request));
});

async function kept(path, request) {
  // A reader may have emptied the browser's storage under the page.
  return (await (await caches.open(CACHE)).match(addressOf(path))) ?? fetch(request);
}

self.addEventListener("message", ({ data, source }) => {
  // The first page was there before this worker: from now on it gets what it still needs from here, too.
  if (data === RELEASE.id) void self.clients.claim();
  // A reader wants the newer release at once. Another page that is open must not lose what was said there.
  if (data === "open") void open(source);
});

async function open(page) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.some(({ id, frameType }) => id !== page.id && frameType === "top-level")) page.postMessage("others");
  else await self.skipWaiting();
}

function addressOf(path) {
  return new URL(path, self.registration.scope).href;
}

/** The path of a file of ours, whatever is asked behind a question mark. */
function pathOf({ url }) {
  const { origin, pathname } = new URL(url);
  const scope = new URL(self.registration.scope);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return undefined;
  return decodeURI(pathname.slice(scope.pathname.length)).replace(/(^|\/)$/, "$1index.html");
}
