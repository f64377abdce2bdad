// Blocks of code: a copy button for each, and the keyboard focus for those that scroll. One far from
// the window is not laid out; until it is, it counts as one that scrolls.
import { copy as say } from "./strings.js";

const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    reach(target);
    document.fonts.ready.then(() => reach(target));
  }
});

/** Gives the focus to a block that scrolls, and takes it from one that does not. */
function reach(code) {
  if (code.scrollWidth > code.clientWidth) name(code);
  else if (code !== document.activeElement) {
    for (const attribute of ["tabindex", "role", "aria-label"]) code.removeAttribute(attribute);
  }
}

function name(code) {
  const file = code.closest(".highlight").querySelector(".filename");
  Object.assign(code, { tabIndex: 0, role: "group", ariaLabel: file?.textContent ?? say.code });
}

/** Sets up every block of code. */
export function start() {
  for (const code of document.querySelectorAll(".highlight pre > code")) {
    name(code);
    sized.observe(code);
    if (!navigator.clipboard) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = say.copy;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = say.copied;
      } catch {
        button.textContent = say.refused;
      }
      setTimeout(() => (button.textContent = say.copy), 2000);
    });
    code.closest(".highlight").append(button);
  }
}
