// Registers the worker that keeps the site for use without a connection, and says when there is a
// new version. Readers who save data are left alone.
import { offline as say } from "./strings.js";

const ROOT = new URL("../../", import.meta.url);
const FIRST = 4000; // ms after loading that belong to the page, and to a reader who moves on

function offer(registration) {
  if (document.querySelector(".new-version")) return;
  const line = document.createElement("p");
  line.className = "new-version";
  line.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = say.load;
  button.addEventListener("click", () => {
    // Another tab may have taken it already.
    if (!registration.waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    registration.waiting.postMessage("take over");
  });
  line.append(say.new, " ", button);
  document.body.append(line);
}

async function keep() {
  const registration = await navigator.serviceWorker.register(new URL("sw.js", ROOT));
  const watch = (worker) =>
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) offer(registration);
    });
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}

/** Begins some time after the page is loaded, so that nothing which is shown waits for it. */
export function start() {
  if (!("serviceWorker" in navigator) || navigator.connection?.saveData) return;
  // Without the worker the site needs a connection.
  const begin = () => setTimeout(() => keep().catch(() => {}), FIRST);
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
