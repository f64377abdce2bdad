// Paths with finish dates, the result of the placement, and progress as a file.
import { Refused, load, mark, of, problem, read, save } from "./site.js";

const DAY = 86_400_000;
const PACE = "roadmap.pace";

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Hours a week and a first day: what is left of each path, and when it is done. */
class RoadPlan extends HTMLElement {
  connectedCallback() {
    this.pace = make("input", { type: "number", min: 1, max: 80, step: 1, value: 6 });
    this.start = make("input", { type: "date", value: new Date().toLocaleDateString("sv") });
    try {
      const pace = Number(localStorage.getItem(PACE));
      if (pace >= 1 && pace <= 80) this.pace.value = pace;
    } catch {
      // Storage is off: the pace lasts as long as the page.
    }
    const form = make("form", { className: "pace-form" });
    form.append(
      make("label", {}, "Hours a week ", this.pace),
      make("label", {}, "First day ", this.start),
    );
    form.addEventListener("input", () => this.show(true));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.prepend(form);
    for (const row of this.querySelectorAll(".pace tr")) {
      const cell = row.closest("thead") ? "th" : "td";
      const heads = cell === "th" ? ["Hours left", "Done by"] : ["", ""];
      row.append(...heads.map((text) => make(cell, { textContent: text })));
    }
    document.addEventListener("progress", () => this.show());
    this.show();
  }

  show(changed = false) {
    const pace = this.pace.valueAsNumber;
    const start = this.start.valueAsNumber;
    if (!(pace >= 1 && pace <= 80) || Number.isNaN(start)) return;
    if (changed) {
      try {
        localStorage.setItem(PACE, pace);
      } catch {
        // Storage is off.
      }
    }
    const marks = read();
    const left = (link) =>
      ["done", "skip"].includes(of(link, marks).state) ? 0 : Number(link.dataset.hours);
    for (const path of this.querySelectorAll(".path")) {
      const lists = [...path.querySelectorAll(".path-pages ol")];
      const rows = [...path.querySelectorAll(".pace tbody tr")];
      let sum = 0;
      rows.forEach((row, index) => {
        const time = [...lists[index].querySelectorAll("a")].reduce((s, a) => s + left(a), 0);
        sum += time;
        this.fill(row, time, start + Math.ceil((sum / pace) * 7) * DAY);
      });
      this.fill(path.querySelector("tfoot tr"), sum, start + Math.ceil((sum / pace) * 7) * DAY);
    }
  }

  fill(row, hours, end) {
    const [left, date] = [...row.cells].slice(-2);
    left.textContent = hours;
    const options = { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" };
    date.textContent = hours ? new Date(end).toLocaleDateString("en", options) : "done";
  }
}

/** After the last question: which pages a learner may skip, and where to start. */
class PlacementResult extends HTMLElement {
  connectedCallback() {
    this.line = this.querySelector("p");
    this.right = new Map();
    this.all = document.querySelectorAll("quiz-question").length;
    document.addEventListener("answered", ({ target, detail }) => {
      this.right.set(target.querySelector("[data-page]"), detail);
      this.show();
    });
    document.addEventListener("restarted", () => {
      this.right.clear();
      this.show();
    });
    this.show();
  }

  show() {
    const left = this.all - this.right.size;
    this.querySelector("div")?.remove();
    if (left) {
      this.line.textContent = `${left} of ${this.all} questions to go. Only first answers count.`;
      return;
    }
    const pages = [...document.querySelectorAll("quiz-question [data-page]")];
    const known = pages.filter((link) => this.right.get(link));
    const missed = pages.filter((link) => !this.right.get(link));
    const name = (a) => a.firstChild.textContent;
    this.line.textContent =
      `${known.length} of ${this.all} right at first try. ` +
      (missed.length ? `Start with ${name(missed[0])}.` : "Start with the page that tempts you most.");
    if (!known.length) return;
    const button = make("button", { type: "button", textContent: "Mark these pages as skipped" });
    const said = make("p", { role: "status" });
    button.addEventListener("click", () => {
      const marks = read();
      const unmarked = known.filter((link) => !of(link, marks).state);
      mark(unmarked.map((link) => link.dataset.page), "skip");
      said.textContent = "Marked. What you had marked before stays as it was.";
    });
    const list = make("p", { textContent: `You may skip: ${known.map(name).join(", ")}.` });
    this.append(make("div", {}, list, button, said));
  }
}

/** Saving to a file and loading from one. */
class ProgressFile extends HTMLElement {
  connectedCallback() {
    const said = make("p", { role: "status", textContent: problem() });
    const count = make("p");
    const out = make("button", { type: "button", textContent: "Save progress to a file" });
    out.addEventListener("click", () => {
      const url = URL.createObjectURL(new Blob([save()], { type: "application/json" }));
      make("a", { href: url, download: "deep-learning-roadmap-progress.json" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
      said.textContent = "Saved. Load the file in another browser to go on there.";
    });
    const file = make("input", { type: "file", accept: ".json,application/json" });
    file.addEventListener("change", async () => {
      if (!file.files.length) return;
      try {
        const { changed, others } = load(await file.files[0].text());
        const rest = others ? ` ${others} entries were no marks of pages and were left out.` : "";
        said.textContent = `Merged: ${changed} marks changed, nothing was lost.${rest}`;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        said.textContent = `${error.message} Nothing was changed.`;
      }
      file.value = "";
    });
    const show = () => {
      const states = [...read().values()].map(({ state }) => state);
      const number = (state) => states.filter((other) => other === state).length;
      count.textContent = `${number("done")} pages done, ${number("learning")} being learned, ${number("skip")} skipped.`;
    };
    document.addEventListener("progress", show);
    show();
    this.append(count, out, make("label", {}, "Load progress from a file ", file), said);
  }
}

customElements.define("road-plan", RoadPlan);
customElements.define("placement-result", PlacementResult);
customElements.define("progress-file", ProgressFile);
