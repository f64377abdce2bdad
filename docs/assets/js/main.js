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

// Material opens drawer and search by labels of hidden checkboxes: make them buttons for the keyboard.
for (const label of document.querySelectorAll("label.md-header__button[for]")) {
  const box = document.getElementById(label.htmlFor);
  label.setAttribute("role", "button");
  label.tabIndex = 0;
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    label.click();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.checked) label.click();
  });
  const show = () => label.setAttribute("aria-expanded", String(box.checked));
  box.addEventListener("change", show);
  show();
}
