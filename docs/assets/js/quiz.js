// Questions: choose an answer, read why it is right or wrong, try again.
// Without this script each option unfolds its explanation.
const MARK = { true: "✓", false: "✗" };
const first = new Map(); // question -> whether its first answer was right; null before

class QuizOption {
  constructor(details, chosen) {
    this.right = details.dataset.correct === "true";
    this.feedback = details.querySelector(".quiz-feedback");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.append(...details.querySelector("summary").childNodes);
    this.mark = document.createElement("span");
    this.mark.className = "quiz-mark";
    this.button.append(this.mark);
    this.live = document.createElement("div");
    this.live.setAttribute("aria-live", "polite");
    this.element = document.createElement("div");
    this.element.className = "quiz-option";
    this.element.dataset.correct = details.dataset.correct;
    this.element.append(this.button, this.live);
    this.button.addEventListener("click", () => chosen(this));
    details.replaceWith(this.element);
    this.reset();
  }

  choose() {
    this.element.classList.add("is-tried");
    this.mark.textContent = MARK[this.right];
    this.live.replaceChildren(this.feedback);
  }

  reset() {
    this.element.classList.remove("is-tried");
    this.mark.textContent = "";
    this.live.replaceChildren();
    this.button.setAttribute("aria-pressed", "false");
  }
}

class QuizQuestion extends HTMLElement {
  connectedCallback() {
    if (this.options) return;
    const chosen = (option) => this.choose(option);
    this.options = [...this.querySelectorAll(".quiz-option")].map((d) => new QuizOption(d, chosen));
    this.addEventListener("keydown", (event) => this.move(event));
    first.set(this, null);
  }

  choose(option) {
    for (const { button } of this.options) {
      button.setAttribute("aria-pressed", String(button === option.button));
    }
    option.choose();
    if (first.get(this) === null) first.set(this, option.right);
    score();
  }

  /** Arrow keys walk through the options. */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = this.options.map((option) => option.button);
    const index = buttons.indexOf(document.activeElement);
    if (!step || index < 0) return;
    event.preventDefault();
    buttons.at((index + step) % buttons.length).focus();
  }

  reset() {
    for (const option of this.options) option.reset();
    first.set(this, null);
  }
}

const board = document.createElement("div");
const line = document.createElement("p");
const again = document.createElement("button");
board.className = "quiz-score";
line.setAttribute("role", "status");
again.type = "button";
again.textContent = "Start again";
again.addEventListener("click", () => {
  for (const question of first.keys()) question.reset();
  score();
  first.keys().next().value.options[0].button.focus();
});
board.append(line, again);

function score() {
  const given = [...first.values()].filter((right) => right !== null);
  const right = given.filter(Boolean).length;
  const left = first.size - given.length;
  line.textContent = given.length
    ? `${right} of ${first.size} right at first try${left ? `, ${left} to go` : ""}.`
    : `${first.size} questions. Choose an answer to see why it is right or wrong.`;
  again.hidden = !given.length;
}

customElements.define("quiz-question", QuizQuestion);
if (first.size) {
  [...first.keys()].at(-1).after(board);
  score();
}
