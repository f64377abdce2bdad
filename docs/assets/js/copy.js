// Blocks of code: a copy button for each, and the keyboard focus for those that scroll.
import { copy as say } from "./strings.js";

for (const code of document.querySelectorAll(".highlight pre > code")) {
  const reach = () => code.scrollWidth > code.clientWidth && (code.tabIndex = 0);
  reach();
  document.fonts.ready.then(reach);
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
