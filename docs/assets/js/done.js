// Marks pages as done, in this browser only. One key, one versioned object.
const KEY = "roadmap.progress";
const VERSION = 1;
let memory = {};

/** What is stored: an object, or null when there is nothing, or nothing that can be read. */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null; // storage is off, or its content is damaged
  }
}

function read() {
  const data = stored();
  if (data?.version === VERSION && typeof data.pages === "object") memory = { ...data.pages };
  return memory;
}

/** Stores the pages. A store of a newer version of the site is left alone, a damaged one kept. */
function write(pages) {
  memory = pages;
  const data = stored();
  if (Number.isInteger(data?.version) && data.version > VERSION) return;
  try {
    const before = localStorage.getItem(KEY);
    if (before && data?.version !== VERSION) localStorage.setItem(`${KEY}.damaged`, before);
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, pages }));
  } catch {
    // Storage is off: the mark lasts as long as the page.
  }
}

class DoneToggle extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.onclick = () => {
      const pages = { ...read() };
      if (pages[this.dataset.page] === "done") delete pages[this.dataset.page];
      else pages[this.dataset.page] = "done";
      write(pages);
      show();
    };
    this.hidden = false;
  }

  show(done) {
    this.button.setAttribute("aria-pressed", String(done));
    this.button.textContent = done ? "Done" : "Mark as done";
  }
}

customElements.define("done-toggle", DoneToggle);

/** Shows the state on every control and on every link to a page that is done. */
function show() {
  const pages = read();
  for (const element of document.querySelectorAll("[data-page]")) {
    const done = pages[element.dataset.page] === "done";
    if (element instanceof DoneToggle) {
      element.show(done);
      continue;
    }
    element.classList.toggle("is-done", done);
    element.querySelector(".unseen")?.remove();
    if (done) {
      const word = document.createElement("span");
      word.className = "unseen";
      word.textContent = " (done)";
      element.append(word);
    }
  }
}

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) show();
});
show();
