// Paths with finish dates, the result of the placement, and progress as a file.
import {
  Refused,
  fill,
  language,
  leftOut,
  load,
  mark,
  of,
  plan as say,
  problem,
  read,
  save,
} from "./site.js";

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
    const numbers = { type: "number", min: 1, max: 80, step: "any", value: 6 };
    this.pace = make("input", { ...numbers, required: true });
    const today = new Date().toLocaleDateString("sv");
    this.start = make("input", { type: "date", max: "9999-12-31", value: today, required: true });
    try {
      const pace = Number(localStorage.getItem(PACE));
      if (pace >= 1 && pace <= 80) this.pace.value = pace;
    } catch {
      // Storage is off: the pace lasts as long as the page.
    }
    this.form = make("form", { className: "pace-form" });
    this.form.append(
      make("label", {}, say.pace, " ", this.pace),
      make("label", {}, say.start, " ", this.start),
    );
    this.form.addEventListener("input", () => this.show(true));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.prepend(this.form);
    for (const row of this.querySelectorAll(".pace tr")) {
      const cell = row.closest("thead") ? "th" : "td";
      const heads = cell === "th" ? [say.left, say.by] : ["", ""];
      row.append(...heads.map((text) => make(cell, { textContent: text })));
    }
    document.addEventListener("progress", () => this.show());
    this.show();
  }

  show(changed = false) {
    const pace = this.pace.valueAsNumber;
    const start = this.start.valueAsNumber;
    const valid = this.form.checkValidity();
    const end = (hours) => (valid ? start + Math.ceil((hours / pace) * 7) * DAY : null);
    if (changed && valid) {
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
        this.fill(row, time, end(sum));
      });
      this.fill(path.querySelector("tfoot tr"), sum, end(sum));
    }
  }

  /** Writes the hours left and the day when they are done; without a pace or a first day none. */
  fill(row, hours, end) {
    const [left, date] = [...row.cells].slice(-2);
    left.textContent = hours.toLocaleString(language, { useGrouping: false });
    const options = { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" };
    const day = end === null ? "" : new Date(end).toLocaleDateString(language, options);
    date.textContent = hours ? day : say.done;
  }
}

/** After the last question: which pages a learner may skip, and where to start. */
class PlacementResult extends HTMLElement {
  connectedCallback() {
    this.line = this.querySelector("p");
    document.addEventListener("answered", () => this.show());
    this.show();
  }

  show() {
    const questions = [...document.querySelectorAll("quiz-question")];
    const all = questions.length;
    const left = questions.filter((question) => question.first === null).length;
    this.querySelector("div")?.remove();
    if (left) {
      this.line.textContent = fill(say.to_go, { left, all });
      return;
    }
    const marks = read();
    const page = (question) => question.querySelector("[data-page]");
    const known = questions.filter((question) => question.first).map(page);
    const missed = questions.filter((question) => !question.first).map(page);
    const open = missed.filter((link) => !["done", "skip"].includes(of(link, marks).state));
    const name = (a) => a.firstChild.textContent;
    const start = open.length
      ? fill(say.start_with, { page: name(open[0]) })
      : say.start_anywhere;
    this.line.textContent = `${fill(say.right, { right: known.length, all })} ${start}`;
    if (!known.length) return;
    const button = make("button", { type: "button", textContent: say.mark });
    const said = make("p", { role: "status" });
    button.addEventListener("click", () => {
      const marks = read();
      const unmarked = known.filter((link) => !of(link, marks).state);
      mark(unmarked.map((link) => link.dataset.page), "skip");
      said.textContent = say.marked;
    });
    const names = known.map(name).join(", ");
    const list = make("p", { textContent: fill(say.may_skip, { pages: names }) });
    this.append(make("div", {}, list, button, said));
  }
}

/** Saving to a file and loading from one. */
class ProgressFile extends HTMLElement {
  connectedCallback() {
    const said = make("p", { role: "status", textContent: problem() });
    const count = make("p");
    const out = make("button", { type: "button", textContent: say.save });
    out.addEventListener("click", () => {
      const url = URL.createObjectURL(new Blob([save()], { type: "application/json" }));
      make("a", { href: url, download: "deep-learning-roadmap-progress.json" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
      said.textContent = say.saved;
    });
    const file = make("input", { type: "file", accept: ".json,application/json" });
    file.addEventListener("change", async () => {
      if (!file.files.length) return;
      try {
        const { changed, others } = await load(file.files[0]);
        said.textContent = `${fill(say.merged, { number: changed })} ${leftOut(others)}`;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        said.textContent = fill(say.refused, { reason: error.message });
      }
      file.value = "";
    });
    const list = this.querySelector("ul");
    const show = () => {
      const marks = read();
      const number = { done: 0, learning: 0, skip: 0 };
      for (const link of list.querySelectorAll("a")) {
        const { state } = of(link, marks);
        link.parentElement.hidden = !state;
        if (state) number[state] += 1;
      }
      const { done, learning, skip } = number;
      count.textContent = fill(say.state, { done, learning, skip });
    };
    document.addEventListener("progress", show);
    show();
    this.append(out, make("label", {}, say.load, " ", file), said, count, list);
  }
}

customElements.define("road-plan", RoadPlan);
customElements.define("placement-result", PlacementResult);
customElements.define("progress-file", ProgressFile);
