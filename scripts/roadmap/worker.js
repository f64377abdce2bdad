// Keeps the whole site for use without a connection. Made after each build: FILES are the hashes of
// its files. Everything is served from one version of the site until the reader takes the next.
const CACHE = "roadmap";
const AT_ONCE = 8;
const kept = (path) => new URL(`${path}?kept=${FILES[path]}`, registration.scope).href;

async function fill() {
  const cache = await caches.open(CACHE);
  const have = new Set((await cache.keys()).map((request) => request.url));
  const missing = Object.keys(FILES).filter((path) => !have.has(kept(path)));
  const next = async () => {
    for (let path = missing.pop(); path !== undefined; path = missing.pop()) {
      const answer = await fetch(new URL(path, registration.scope), { cache: "no-cache" });
      if (!answer.ok || answer.redirected) throw new Error(`${answer.status} for ${path}`);
      await cache.put(kept(path), answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function forget() {
  const cache = await caches.open(CACHE);
  const needed = new Set(Object.keys(FILES).map(kept));
  for (const request of await cache.keys()) {
    if (!needed.has(request.url)) await cache.delete(request);
  }
  await clients.claim();
}

async function answer(request) {
  const scope = new URL(registration.scope).pathname;
  let path = decodeURIComponent(new URL(request.url).pathname.slice(scope.length));
  if (path === "" || path.endsWith("/")) path += "index.html";
  if (Object.hasOwn(FILES, path)) {
    const found = await caches.match(kept(path));
    if (found) return found;
  }
  try {
    return await fetch(request);
  } catch (error) {
    if (request.mode !== "navigate") throw error;
    return (await caches.match(kept("404.html"))) ?? Response.error();
  }
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(forget()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = request.url.startsWith(registration.scope);
  if (request.method === "GET" && ours) event.respondWith(answer(request));
});
