// Questions: choose an answer, read why it is right or wrong, try again.
// Without this script each option unfolds its explanation.
const MARK = { true: "✓", false: "✗" };
const answers = new Map();

class QuizQuestion extends HTMLElement {
  connectedCallback() {
    if (this.buttons) return;
    this.feedback = new Map();
    this.buttons = [...this.querySelectorAll(".quiz-option")].map((option) => this.upgrade(option));
    this.result = document.createElement("div");
    this.result.className = "quiz-result";
    this.result.setAttribute("aria-live", "polite");
    this.querySelector("fieldset").append(this.result);
    this.addEventListener("keydown", (event) => this.move(event));
    answers.set(this, null);
  }

  upgrade(option) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiz-option";
    button.setAttribute("aria-pressed", "false");
    button.dataset.correct = option.dataset.correct;
    button.append(...option.querySelector("summary").childNodes);
    const mark = document.createElement("span");
    mark.className = "quiz-mark";
    button.append(mark);
    this.feedback.set(button, option.querySelector(".quiz-feedback"));
    button.addEventListener("click", () => this.choose(button));
    option.replaceWith(button);
    return button;
  }

  choose(button) {
    const { correct } = button.dataset;
    for (const other of this.buttons) other.setAttribute("aria-pressed", String(other === button));
    button.classList.add("is-tried");
    button.querySelector(".quiz-mark").textContent = MARK[correct];
    const letter = button.querySelector(".quiz-letter").textContent;
    const feedback = this.feedback.get(button).cloneNode(true);
    feedback.dataset.correct = correct;
    feedback.querySelector(".quiz-verdict").prepend(`${letter}: `);
    this.result.replaceChildren(feedback);
    if (answers.get(this) === null) answers.set(this, correct === "true");
    score();
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const index = this.buttons.indexOf(document.activeElement);
    if (!step || index < 0) return;
    event.preventDefault();
    const count = this.buttons.length;
    this.buttons[(index + step + count) % count].focus();
  }

  reset() {
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", "false");
      button.classList.remove("is-tried");
      button.querySelector(".quiz-mark").textContent = "";
    }
    this.result.replaceChildren();
    answers.set(this, null);
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
  for (const question of answers.keys()) question.reset();
  score();
  const first = answers.keys().next().value;
  first.buttons[0].focus();
});
board.append(line, again);

function score() {
  const given = [...answers.values()].filter((right) => right !== null);
  const right = given.filter(Boolean).length;
  line.textContent = given.length
    ? `${right} of ${answers.size} right at first try` +
      (given.length < answers.size ? `, ${answers.size - given.length} to go.` : ".")
    : `${answers.size} questions. Choose an answer to see why it is right or wrong.`;
  again.hidden = !given.length;
}

customElements.define("quiz-question", QuizQuestion);
[...document.querySelectorAll("quiz-question")].at(-1).after(board);
score();
