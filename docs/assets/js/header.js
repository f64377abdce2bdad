// The button that changes the color scheme: system, light, dark.
// The template applies a stored choice before the first paint.
import { fill, header as say } from "./strings.js";

const NAMES = { system: say.system, light: say.light, dark: say.dark };
const NEXT = { system: "light", light: "dark", dark: "system" };
const ICON = {
  system: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 2v14a7 7 0 0 1 0-14",
  light:
    "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10M11 1h2v4h-2zm0 18h2v4h-2zM1 11h4v2H1zm18 0h4v2h-4z" +
    "M3.5 4.900l1.4-1.4 2.9 2.9-1.4 1.400zM16.2 17.600l1.4-1.4 2.9 2.9-1.4 1.400z" +
    "M3.5 19.100l2.9-2.9 1.4 1.4-2.9 2.900zM16.2 6.400l2.9-2.9 1.4 1.4-2.9 2.900z",
  dark: "M20.5 14.500A8.5 8.5 0 0 1 9.5 3.500a9 9 0 1 0 11 11",
};

class SchemeSwitch extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.onclick = () => this.choose(NEXT[this.scheme]);
    this.show();
    this.hidden = false;
  }

  get scheme() {
    return document.documentElement.dataset.scheme ?? "system";
  }

  choose(scheme) {
    if (scheme === "system") delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
    try {
      localStorage.setItem("roadmap.scheme", scheme);
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
    this.show();
  }

  show() {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICON[this.scheme]);
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    icon.append(path);
    this.button.replaceChildren(icon);
    const [scheme, next] = [NAMES[this.scheme], NAMES[NEXT[this.scheme]]];
    this.button.setAttribute("aria-label", fill(say.label, { scheme, next }));
    this.button.title = fill(say.title, { scheme });
  }
}

// Material opens the drawer by the label of a hidden checkbox: put a button in its place. The focus
// goes in and out with the drawer, and the drawer closes when the focus goes on behind it.
function drawer(label) {
  const box = document.getElementById(label.htmlFor);
  const sidebar = document.querySelector(".md-sidebar--primary");
  const button = document.createElement("button");
  const show = () => button.setAttribute("aria-expanded", String(box.checked));
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  button.addEventListener("click", () => {
    box.click();
    if (box.checked) sidebar.querySelector("a").focus();
  });
  box.addEventListener("change", show);
  sidebar.addEventListener("focusout", ({ relatedTarget }) => {
    if (box.checked && relatedTarget && !sidebar.contains(relatedTarget)) box.click();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    button.focus();
    if (box.checked) box.click();
  });
  show();
  label.replaceWith(button);
}

// The contents mark the section being read and keep the mark in view; so does the road with its page.
function reveal(link) {
  const box = link.closest(".md-sidebar__scrollwrap");
  const { top, bottom } = link.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (top < frame.top) box.scrollTop -= frame.top - top + 60;
  if (bottom > frame.bottom) box.scrollTop += bottom - frame.bottom + 60;
}

const links = new Map();
let marked = null;
function mark(link) {
  if (link === marked) return;
  marked?.classList.remove("md-nav__link--active");
  link?.classList.add("md-nav__link--active");
  marked = link;
  if (link) reveal(link);
}
// Headings are watched, never measured: sections far away are not laid out. The first heading in the
// upper part of the window counts; when none is there, the one that left it upward.
const inside = new Set();
const passing = new IntersectionObserver(
  (entries) => {
    const order = [...links.keys()];
    for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
      inside[isIntersecting ? "add" : "delete"](target);
      const below = boundingClientRect.top >= (rootBounds?.bottom ?? innerHeight);
      if (!isIntersecting && below && marked === links.get(target)) {
        mark(links.get(order[order.indexOf(target) - 1]));
      }
    }
    const first = order.find((heading) => inside.has(heading));
    if (first) mark(links.get(first));
  },
  { rootMargin: "0px 0px -70%" },
);

/** Sets up what the header and the lists of links beside the page do. */
export function start() {
  // Asked before anything changes: the answer waits for the layout of what has changed.
  const [contents, road] = ["60em", "76.25em"].map((w) => matchMedia(`(min-width: ${w})`).matches);
  customElements.define("scheme-switch", SchemeSwitch);
  document.querySelectorAll("label.md-header__button").forEach(drawer);
  if (contents) {
    for (const link of document.querySelectorAll(".md-nav--secondary a[href^='#']")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!heading) continue;
      links.set(heading, link);
      passing.observe(heading);
    }
  }
  const here = document.querySelector(".road-nav [aria-current]");
  if (here && road) reveal(here);
}
