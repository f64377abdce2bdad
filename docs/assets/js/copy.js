// Blocks of code: a copy button for each, and the keyboard focus for those that scroll. Whether one
// scrolls is measured when it comes near the window, since it is not laid out before; until then it
// counts as one that does.
import { copy as say } from "./strings.js";

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const reach = () => {
        if (target.scrollWidth > target.clientWidth) name(target);
        else if (target !== document.activeElement) {
          for (const attribute of ["tabindex", "role", "aria-label"]) target.removeAttribute(attribute);
        }
      };
      reach();
      document.fonts.ready.then(reach);
    }
  },
  { rootMargin: "400px" },
);
function name(code) {
  const file = code.closest(".highlight").querySelector(".filename");
  Object.assign(code, { tabIndex: 0, role: "group", ariaLabel: file?.textContent ?? say.code });
}

/** Sets up every block of code. */
export function start() {
  for (const code of document.querySelectorAll(".highlight pre > code")) {
    name(code);
    near.observe(code);
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
