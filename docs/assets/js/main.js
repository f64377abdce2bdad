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
