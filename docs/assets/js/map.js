// The map: how far each stage is walked, what is ready to be learned next, where to go on.
import { fill, map as say, of, read } from "./site.js";

const SHOWN = 3;
const links = [...document.querySelectorAll(".map-pages > li > a[data-page]")];
const byPage = new Map(links.map((link) => [link.dataset.page, link]));

function show() {
  const marks = read();
  const states = new Map(links.map((link) => [link.dataset.page, of(link, marks)]));
  const passed = (page) => ["done", "skip"].includes(states.get(page)?.state);
  const steps = links.filter((link) => "needs" in link.dataset);
  const needs = (link) => link.dataset.needs.split(" ").filter(Boolean);
  const ready = steps.filter((l) => !states.get(l.dataset.page).state && needs(l).every(passed));
  for (const link of links) tell(link, ready.includes(link));
  for (const stage of document.querySelectorAll(".map > li")) walked(stage, passed);
  const learning = steps.filter((link) => states.get(link.dataset.page).state === "learning");
  const at = (link) => states.get(link.dataset.page).at;
  learning.sort((a, b) => (at(a) < at(b) ? 1 : -1));
  onward(learning, ready, steps.some((link) => states.get(link.dataset.page).state));
}

/** Shows that a page is ready, in a word for screen readers too: progress.js takes it away. */
function tell(link, ready) {
  if (ready && !link.querySelector(".unseen")) {
    const word = document.createElement("span");
    word.className = "unseen";
    word.textContent = ` (${say.ready})`;
    link.append(word);
  }
  link.classList.toggle("is-ready", ready);
}

/** Beside the size of a stage: how many of its pages to learn from are done or skipped. */
function walked(stage, passed) {
  const steps = stage.querySelectorAll(".map-pages > li > a[data-needs]");
  const pages = [...steps].map((link) => link.dataset.page);
  const size = stage.querySelector(".map-size");
  size.dataset.text ??= size.textContent;
  const done = pages.filter(passed).length;
  const [text, all] = [size.dataset.text, pages.length];
  size.textContent = done ? fill(say.behind, { size: text, done, all }) : text;
}

function onward(learning, ready, started) {
  const place = document.querySelector("road-next");
  if (!place) return;
  place.replaceChildren();
  if (!started) return;
  for (const [title, pages] of [
    [say.continue, learning],
    [say.next, ready],
  ]) {
    if (!pages.length) continue;
    const head = document.createElement("p");
    head.className = "next-label";
    head.textContent = title;
    const list = document.createElement("ul");
    for (const link of pages.slice(0, SHOWN)) {
      const copy = document.createElement("a");
      copy.href = byPage.get(link.dataset.page).href;
      copy.textContent = link.firstChild.textContent;
      const item = document.createElement("li");
      item.append(copy);
      list.append(item);
    }
    place.append(head, list);
  }
}

document.addEventListener("progress", show);
show();
