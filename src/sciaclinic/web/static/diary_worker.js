// Keeps the diary's page and its parts on the phone: the network first, and what was kept where there is none.
const STORE = "sciatwin-diary-1";
const PARTS = ["/sheet.css", "/static/diary.css", "/static/diary.js", "/static/icon.svg"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(PARTS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("sciatwin-diary-") && name !== STORE) await caches.delete(name);
  }
  await self.clients.claim();
  // The page that registered this worker was loaded before it: keep it now.
  const store = await caches.open(STORE);
  for (const client of await self.clients.matchAll({ type: "window" })) await store.add(client.url).catch(() => {});
}

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(networkFirst(event.request));
});

async function networkFirst(request) {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await store.put(request, answer.clone());
    else if (answer.status === 404 || answer.status === 410) await store.delete(request); // an ended diary leaves nothing
    return answer;
  } catch (error) {
    const found = await store.match(request);
    if (found) return found;
    throw error;
  }
}
