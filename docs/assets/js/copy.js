// Blocks of code: a copy button for each, and the keyboard focus for those that scroll.
for (const code of document.querySelectorAll(".highlight pre > code")) {
  const reach = () => code.scrollWidth > code.clientWidth && (code.tabIndex = 0);
  reach();
  document.fonts.ready.then(reach);
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  code.closest(".highlight").append(button);
}
