// Narrows the catalogue by what the form says; the address keeps the choice, so it can be shared.
import { fill, filter as say } from "./strings.js";

const NAMES = ["q", "stage", "kind", "level", "language", "cost", "time", "sort"];
const LENGTHS = ["hour", "day", "long", "open"];
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const ORDERS = {
  title: (a, b) => a.title.localeCompare(b.title),
  time: (a, b) => LENGTHS.indexOf(a.item.dataset.time) - LENGTHS.indexOf(b.item.dataset.time),
  checked: (a, b) => b.item.dataset.checked.localeCompare(a.item.dataset.checked),
};

class ResourceFilter extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = this.querySelector("[role=status]");
    this.lists = [...document.querySelectorAll("resource-catalogue ul.resources")];
    const all = this.lists.reduce((sum, list) => sum + list.childElementCount, 0);
    this.status.textContent = fill(say.all, { all });
    if (this.take()) this.apply(false);
    this.form.addEventListener("input", () => this.apply());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => setTimeout(() => this.apply()));
    addEventListener("popstate", () => {
      this.take();
      this.apply(false);
    });
    this.hidden = false;
  }

  /** The lists with what is searched in them; made at the first choice. */
  get groups() {
    const groups = this.lists.map((list) => ({
      list,
      heading: list.previousElementSibling,
      entries: [...list.children].map((item, place) => ({
        item,
        place,
        title: plain(item.querySelector(".resource-title").textContent),
        words: plain(item.textContent),
      })),
    }));
    Object.defineProperty(this, "groups", { value: groups });
    return groups;
  }

  /** Take the choice that the address holds; whether there is one that the form offers. */
  take() {
    const given = new URLSearchParams(location.search);
    for (const name of NAMES) {
      const field = this.form.elements[name];
      const value = given.get(name) ?? "";
      const offered = name === "q" || [...field.options].some((option) => option.value === value);
      field.value = offered ? value : "";
    }
    return NAMES.some((name) => this.form.elements[name].value);
  }

  apply(write = true) {
    const chosen = Object.fromEntries(NAMES.map((name) => [name, this.form.elements[name].value]));
    const words = plain(chosen.q).split(/\s+/).filter(Boolean);
    const facets = ["stage", "kind", "level", "language", "cost", "time"].filter((n) => chosen[n]);
    let shown = 0;
    let all = 0;
    for (const { list, heading, entries } of this.groups) {
      let here = 0;
      for (const { item, words: text } of entries) {
        const fits =
          facets.every((name) => item.dataset[name].split(" ").includes(chosen[name])) &&
          words.every((word) => text.includes(word));
        item.hidden = !fits;
        here += fits;
      }
      const order = ORDERS[chosen.sort] ?? ((a, b) => a.place - b.place);
      list.append(...[...entries].sort(order).map(({ item }) => item));
      list.hidden = heading.hidden = here === 0;
      shown += here;
      all += entries.length;
    }
    this.status.textContent =
      shown === all ? fill(say.all, { all }) : fill(say.some, { shown, all });
    if (write) {
      const kept = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
      const query = kept.size ? `?${kept}` : location.pathname;
      history.replaceState(null, "", query + location.hash);
    }
  }
}

customElements.define("resource-filter", ResourceFilter);
