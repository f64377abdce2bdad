// The search box. What searches is fetched when the box is first used.
import { fill, search as say } from "./strings.js";

const ROOT = new URL("../../", import.meta.url);
const search = () => import("./find.js");

class SiteSearch extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.box = this.querySelector(".search-found");
    this.status = this.box.querySelector("p");
    this.list = this.box.querySelector("ol");
    this.input.addEventListener("focus", () => search().catch(() => {}), { once: true });
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("focus", () => {
      this.box.hidden = !this.input.value.trim();
    });
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.open();
    });
    this.addEventListener("keydown", (event) => this.move(event));
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.contains(relatedTarget)) this.box.hidden = true;
    });
    addEventListener("pointerdown", ({ target }) => {
      if (!this.contains(target)) this.box.hidden = true;
    });
    addEventListener("keydown", (event) => {
      const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.input.focus();
    });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) {
      this.input.value = asked;
      this.search();
    }
  }

  /** Enter opens the best page, also when it is pressed before the list is there. */
  async open() {
    if (await this.search()) this.list.querySelector("a")?.click();
  }

  /** List the pages that answer the query; true when the list is the one of the query. */
  async search() {
    const query = this.input.value.trim();
    if (!query) {
      this.list.replaceChildren();
      this.box.hidden = true;
      return true;
    }
    let pages = [];
    let failed = false;
    try {
      pages = await (await search()).find(query);
    } catch {
      failed = true;
    }
    if (query !== this.input.value.trim()) return false; // typed on meanwhile
    this.list.replaceChildren(...pages.map((page) => this.item(page)));
    const number = pages.length;
    const found = number ? fill(say.found, { number, query }) : fill(say.nothing, { query });
    this.say(failed ? say.failed : found);
    return true;
  }

  say(text) {
    this.status.textContent = text;
    this.box.hidden = false;
  }

  item(page) {
    const link = document.createElement("a");
    link.href = new URL(page.url, ROOT);
    const part = (tag, css, text) => {
      const element = document.createElement(tag);
      element.className = css;
      element.textContent = text;
      return element;
    };
    link.append(part("strong", "search-title", page.title), part("span", "search-place", page.place));
    link.append(part("span", "search-about", page.about));
    const item = document.createElement("li");
    item.append(link);
    if (page.head) {
      const inside = part("a", "search-head", page.head[0]);
      inside.href = new URL(`${page.url}#${page.head[1]}`, ROOT);
      item.append(inside);
    }
    return item;
  }

  /** Arrow keys walk through box and results; Escape closes. */
  move(event) {
    if (event.key === "Escape") {
      this.input.focus();
      this.box.hidden = true;
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.box.hidden) return;
    const stops = [this.input, ...this.list.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + step;
    event.preventDefault();
    stops.at(next % stops.length).focus();
  }
}

export const start = () => customElements.define("site-search", SiteSearch);
