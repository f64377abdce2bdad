// Questions: choose an answer, read why it is right or wrong, try again.
// Without this script each option unfolds its explanation.
import { fill, quiz as say } from "./strings.js";

const MARK = { true: "✓", false: "✗" };

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
    addEventListener("beforeprint", () => this.live.replaceChildren(this.feedback));
    addEventListener("afterprint", () => this.tried || this.live.replaceChildren());
  }

  get tried() {
    return this.element.classList.contains("is-tried");
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
    this.first = null; // whether the first answer was right
  }

  choose(option) {
    for (const { button } of this.options) {
      button.setAttribute("aria-pressed", String(button === option.button));
    }
    option.choose();
    if (this.first === null) {
      this.first = option.right;
      this.dispatchEvent(new CustomEvent("answered", { bubbles: true, detail: option.right }));
    }
    this.quiz.score();
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
    this.first = null;
  }
}

/** The questions of one section with their score below the last. */
class Quiz {
  constructor(questions) {
    this.questions = questions;
    for (const question of questions) question.quiz = this;
    const board = document.createElement("div");
    board.className = "quiz-score";
    this.line = document.createElement("p");
    this.line.setAttribute("role", "status");
    this.again = document.createElement("button");
    this.again.type = "button";
    this.again.textContent = say.again;
    this.again.addEventListener("click", () => this.reset());
    board.append(this.line, this.again);
    questions.at(-1).after(board);
    this.score();
  }

  score() {
    const given = this.questions.filter((question) => question.first !== null);
    const right = given.filter((question) => question.first).length;
    const all = this.questions.length;
    const left = all - given.length;
    const score = left ? fill(say.score_so_far, { right, all, left }) : fill(say.score, { right, all });
    this.line.textContent = given.length ? score : fill(say.start, { all });
    this.again.hidden = !given.length;
  }

  reset() {
    for (const question of this.questions) question.reset();
    document.dispatchEvent(new Event("restarted"));
    this.score();
    this.questions[0].options[0].button.focus();
  }
}

customElements.define("quiz-question", QuizQuestion);
let section = [];
const sections = [section];
for (const element of document.querySelectorAll("article h2, quiz-question")) {
  if (element.matches("h2")) sections.push((section = []));
  else section.push(element);
}
for (const questions of sections) if (questions.length) new Quiz(questions);
