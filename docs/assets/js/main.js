// Loads a widget only where the page has something for it.
const WIDGETS = {
  "scheme-switch": "./switch.js",
  "pre > code": "./copy.js",
  "quiz-question": "./quiz.js",
  "done-toggle, [data-page]": "./done.js",
};

for (const [selector, module] of Object.entries(WIDGETS)) {
  if (document.querySelector(selector)) import(module);
}

// Material opens drawer and search by labels of hidden checkboxes: put buttons in their place.
for (const label of document.querySelectorAll("label.md-header__button")) {
  const box = document.getElementById(label.htmlFor);
  const button = document.createElement("button");
  const show = () => button.setAttribute("aria-expanded", String(box.checked));
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  button.addEventListener("click", () => box.click());
  box.addEventListener("change", show);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.checked) box.click();
  });
  show();
  label.replaceWith(button);
}
