// What a learner has marked, in this browser only: one key, one versioned object of
// {page: {state, at}}. A mark taken back stays as an empty state with its time, so that the marks
// of two browsers can be merged without loss.
import { fill, progress as say } from "./strings.js";

const KEY = "roadmap.progress";
const VERSION = 2;
const LONGEST = 1_000_000; // characters of a progress file
const STATES = { learning: say.learning, done: say.done, skip: say.skip };
const RANK = ["", "skip", "learning", "done"]; // of two marks of the same time the later one stays
const PAGE = /^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
let memory = new Map(); // the marks where storage is off or full, or holds those of a newer version
let kept = true; // whether the last marks could be stored

/** A store or file that is not read; the message is for the reader. */
export class Refused extends Error {}
class Newer extends Refused {}

/** The marks in the text of a store or a file, and how many entries were no marks. */
export function parse(text) {
  let data = null;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Refused(say.damaged);
  }
  const { version, pages } = data ?? {};
  const isMap = pages && typeof pages === "object" && !Array.isArray(pages);
  if (!(Number.isInteger(version) && version > 0) || !isMap) {
    throw new Refused(say.foreign);
  }
  if (version > VERSION) {
    throw new Newer(say.newer);
  }
  const now = new Date().toISOString();
  const marks = new Map();
  let others = 0;
  for (const [page, value] of Object.entries(pages)) {
    const { state, at } = typeof value === "string" ? { state: value, at: "" } : (value ?? {});
    if (PAGE.test(page) && RANK.includes(state) && (at === "" || TIME.test(at))) {
      marks.set(page, { state, at: at > now ? now : at });
    } else {
      others += 1;
    }
  }
  return { marks, others };
}

const format = (marks) => JSON.stringify({ version: VERSION, pages: Object.fromEntries(marks) });

/** Puts the newer of two marks of each page into `into`; gives the number of those that changed. */
function merge(into, marks) {
  let changed = 0;
  for (const [page, mark] of marks) {
    const have = into.get(page);
    const newer = !have || mark.at > have.at;
    if (newer || (mark.at === have.at && RANK.indexOf(mark.state) > RANK.indexOf(have.state))) {
      changed += (have?.state ?? "") !== mark.state;
      into.set(page, mark);
    }
  }
  return changed;
}

/** What is stored: the text or null, its marks or null if it cannot be read, and why. */
function stored() {
  let text = null;
  try {
    text = localStorage.getItem(KEY);
    return text === null ? { text, marks: new Map() } : { text, ...parse(text) };
  } catch (error) {
    return { text, marks: null, error: error instanceof Refused ? error : null };
  }
}

/** All marks, by page. */
export function read() {
  const { marks } = stored();
  if (!marks) return memory;
  if (!kept) merge(marks, memory);
  return (memory = marks);
}

/** That entries of a store or a file were no marks, or nothing. */
export const leftOut = (others) => (others ? fill(say.others, { number: others }) : "");

/** Why what is stored cannot be used, in whole or in part, or nothing. */
export function problem() {
  const { error, others } = stored();
  if (!error) return leftOut(others);
  return error instanceof Newer ? error.message : say.unread;
}

/** Keeps the marks. A store of a newer version is left alone; one that is damaged is set aside. */
function write(marks) {
  memory = marks;
  kept = false;
  const { text, error, others } = stored();
  if (error instanceof Newer) return;
  try {
    if (error || others) setAside(text);
    localStorage.setItem(KEY, format(marks));
    kept = true;
  } catch {
    // Storage is off or full: the marks last as long as the page.
  }
}

function setAside(text) {
  let name = `${KEY}.damaged`;
  for (let n = 2; localStorage.getItem(name) !== null && localStorage.getItem(name) !== text; n += 1) {
    name = `${KEY}.damaged.${n}`;
  }
  localStorage.setItem(name, text);
}

/** Marks pages with a state, or with "" to take the mark back, and shows it everywhere. */
export function mark(pages, state) {
  const marks = new Map(read());
  const at = new Date().toISOString();
  for (const page of pages) marks.set(page, { state, at });
  write(marks);
  show();
}

/** The marks as the text of a file. */
export const save = () => format(read());

/** Merges a file into the marks; throws Refused and changes nothing if it holds none. */
export async function load(file) {
  const text = await file.slice(0, LONGEST + 1).text().catch(() => ""); // gone, or a folder
  if (text.length > LONGEST) throw new Refused(say.large);
  const { marks, others } = parse(text);
  const all = new Map(read());
  const changed = merge(all, marks);
  if (format(all).length > LONGEST) throw new Refused(say.large);
  write(all);
  show();
  return { changed, others };
}

/** The mark of what an element stands for: its own, or the newest under a former name. */
export function of(element, marks = read()) {
  const own = marks.get(element.dataset.page);
  if (own) return own;
  const former = (element.dataset.was ?? "").split(" ").map((page) => marks.get(page));
  return former.filter(Boolean).sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? { state: "", at: "" };
}

class PageMarks extends HTMLElement {
  connectedCallback() {
    for (const button of this.querySelectorAll("button")) {
      button.onclick = () => {
        const pressed = button.getAttribute("aria-pressed") === "true";
        mark([this.dataset.page], pressed ? "" : button.value);
      };
    }
    this.hidden = false;
  }

  show(state) {
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === state));
    }
  }
}

/** Shows the state on every control and on every link to a marked page. */
export function show() {
  const marks = read();
  for (const element of document.querySelectorAll("[data-page]")) {
    const { state } = of(element, marks);
    if (element instanceof PageMarks) {
      element.show(state);
      continue;
    }
    element.querySelector(".unseen")?.remove();
    element.dataset.state = state;
    if (state) {
      const word = document.createElement("span");
      word.className = "unseen";
      word.textContent = ` (${STATES[state]})`;
      element.append(word);
    }
  }
  document.dispatchEvent(new Event("progress"));
}

customElements.define("page-marks", PageMarks);
addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) show();
});
show();
