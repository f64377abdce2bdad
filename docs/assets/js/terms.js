// Terms of the glossary: the definition shows while the pointer or the focus is on a term or on the
// definition, or after a first tap; Escape closes it. Without this script a term is a plain link.
let open = null;
let timer = 0;
let tapped = null; // the term touched while its definition was not shown

const note = (term) => document.getElementById(term.getAttribute("aria-describedby"));
const termAt = (target) => target.closest?.("a.term");
const isNote = (target) => target.closest?.("term-notes > p");

function hide() {
  clearTimeout(timer);
  if (!open) return;
  note(open).hidden = true;
  open = null;
}

function show(term) {
  clearTimeout(timer);
  if (open === term) return;
  hide();
  open = term;
  note(term).hidden = false;
  place();
}

function place() {
  const text = note(open);
  // Below the term, or above it where the window ends; no gap, so that the pointer can get there.
  const base = text.offsetParent.getBoundingClientRect();
  const box = open.getClientRects()[0];
  const left = Math.min(box.left, document.documentElement.clientWidth - text.offsetWidth - 8);
  const below = box.bottom + text.offsetHeight <= innerHeight || box.top < text.offsetHeight;
  text.style.left = `${Math.max(left, 8) - base.left}px`;
  text.style.top = `${(below ? box.bottom : box.top - text.offsetHeight) - base.top}px`;
}

/** Listens for pointer, focus and keys. */
export function start() {
  // In a section a definition would be cut off where the section ends.
  const notes = document.querySelector("term-notes");
  if (notes) document.querySelector("article").append(notes);
  // Sections above that are laid out now move the term.
  new ResizeObserver(() => open && place()).observe(document.querySelector("article"));
  addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const term = termAt(target);
    clearTimeout(timer);
    if (term) timer = setTimeout(show, 150, term);
    else if (open && !isNote(target) && open !== document.activeElement) timer = setTimeout(hide, 250);
  });
  addEventListener("focusin", ({ target }) => {
    const term = termAt(target);
    if (term) show(term);
    else hide();
  });
  addEventListener("focusout", hide);
  addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  addEventListener("pointerdown", ({ target, pointerType }) => {
    const term = termAt(target);
    tapped = pointerType === "touch" && term !== open ? term : null;
    if (!term && !isNote(target)) hide();
  });
  addEventListener("click", (event) => {
    const term = termAt(event.target);
    if (!term || term !== tapped) return;
    event.preventDefault();
    show(term);
    tapped = null;
  });
}
