// Keeps the whole site for use without a connection. Made after each build: FILES are the hashes of
// its files. Everything is served from one version of the site until the reader takes the next. A file
// is kept only when it has its hash: hosts send old ones for a while after a new version is put there.
const CACHE = "roadmap";
const AT_ONCE = 8;
const kept = (path) => new URL(`${path}?kept=${FILES[path]}`, registration.scope).href;

/** The hash of an answer's body, as FILES has them. */
async function hashed(answer) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return Array.from(bytes.slice(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function fill() {
  const cache = await caches.open(CACHE);
  const have = new Set((await cache.keys()).map((request) => request.url));
  const missing = Object.keys(FILES).filter((path) => !have.has(kept(path)));
  const next = async () => {
    for (let path = missing.pop(); path !== undefined; path = missing.pop()) {
      const answer = await fetch(new URL(path, registration.scope), { cache: "no-cache" });
      if (!answer.ok || answer.redirected) throw new Error(`${answer.status} for ${path}`);
      if ((await hashed(answer.clone())) !== FILES[path]) throw new Error(`other version of ${path}`);
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

/** A path as it is written in FILES; one that no encoding gives, such as `%`, stays as it is. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function answer(request) {
  const address = new URL(request.url);
  let path = decoded(address.pathname.slice(new URL(registration.scope).pathname.length));
  if (path === "" || path.endsWith("/")) path += "index.html";
  if (Object.hasOwn(FILES, path)) {
    const found = await caches.match(kept(path));
    if (found) return found;
  }
  if (Object.hasOwn(FILES, `${path}/index.html`)) {
    address.pathname += "/"; // as hosts do
    return Response.redirect(address);
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
