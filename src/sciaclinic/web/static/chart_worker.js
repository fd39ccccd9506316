// Keeps the clinic's own files, and the one chart that is open, so that it can be loaded again without a network.
// No other page of any patient is kept; at sign-out the chart is forgotten.
const FILES = "sciatwin-files-__VERSION__";
const CHART = "sciatwin-chart";
const OURS = __FILES__;
const CHART_PAGE = /^\/episodes\/[0-9a-f]+\/sessions\/\d+(\/state|\/band)?$/;
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(OURS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== FILES && name !== CHART).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (address.pathname === "/sign-out" || address.pathname === "/sign-in") {
    event.waitUntil(caches.delete(CHART));
    return;
  }
  if (request.method !== "GET") return;
  if (OURS.includes(address.pathname)) event.respondWith(ownFile(request));
  else if (CHART_PAGE.test(address.pathname)) event.respondWith(chart(request, address.pathname));
});

async function ownFile(request) {
  const kept = await (await caches.open(FILES)).match(request, { ignoreSearch: true });
  return kept ?? fetch(request);
}

async function chart(request, path) {
  const cache = await caches.open(CHART);
  const kept = await cache.match(path);
  const asked = fetch(request).then(async (answer) => {
    if (answer.status === 200 && !answer.redirected) await keep(cache, path, answer.clone());
    return answer;
  });
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([asked.catch(() => kept), late]);
}

// One chart at a time: what belongs to another is dropped first.
async function keep(cache, path, answer) {
  const own = path.replace(/\/(state|band)$/, "");
  for (const other of await cache.keys()) {
    const theirs = new URL(other.url).pathname.replace(/\/(state|band)$/, "");
    if (theirs !== own) await cache.delete(other);
  }
  await cache.put(path, answer);
}
