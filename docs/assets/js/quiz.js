// Questions: choose an answer, read why it is right or wrong, try again.
// Without this script each option unfolds its explanation.
import { fill, quiz as say } from "./strings.js";

const MARK = { true: "✓", false: "✗" };
const KEY = `roadmap.answers.${location.pathname}`;

class QuizOption {
  constructor(details, chosen) {
    this.right = details.dataset.correct === "true";
    this.feedback = details.querySelector(".quiz-feedback");
    this.label = details.querySelector(".quiz-label").textContent;
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
  chosen = []; // the options in the order they were tried

  /** Makes buttons of the options. */
  start() {
    const chosen = (option) => {
      this.choose(option);
      keep([this]);
    };
    this.text = this.querySelector(".quiz-text").textContent;
    this.options = [...this.querySelectorAll(".quiz-option")].map((d) => new QuizOption(d, chosen));
    this.addEventListener("keydown", (event) => this.move(event));
  }

  /** Whether the first answer was right; null before it. */
  get first() {
    return this.chosen.length ? this.chosen[0].right : null;
  }

  choose(option) {
    for (const { button } of this.options) {
      button.setAttribute("aria-pressed", String(button === option.button));
    }
    option.choose();
    this.chosen.push(option);
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
    this.chosen = [];
  }
}

/** The questions of one section with their score below the last. */
class Quiz {
  constructor(questions) {
    this.questions = questions;
    for (const question of questions) {
      question.quiz = this;
      question.start();
    }
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
    again(questions);
  }

  score() {
    const given = this.questions.filter((question) => question.first !== null);
    const right = given.filter((question) => question.first).length;
    const all = this.questions.length;
    const left = all - given.length;
    const score = left ? fill(say.score_so_far, { right, all, left }) : fill(say.score, { right, all });
    this.line.textContent = given.length ? score : fill(say.start, { all });
    this.again.hidden = !given.length;
    document.dispatchEvent(new Event("answered"));
  }

  reset() {
    for (const question of this.questions) question.reset();
    keep(this.questions);
    this.score();
    this.questions[0].options[0].button.focus();
  }
}

/** The kept answers of this page: question -> options in the order they were tried, by their words. */
function kept() {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(KEY)));
  } catch {
    return new Map(); // Storage is off, or holds something else.
  }
}

/** Keeps answers as long as the tab. */
function keep(questions) {
  const given = kept();
  for (const { text, chosen } of questions) given.set(text, chosen.map((option) => option.label));
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...given]));
  } catch {
    // Storage is off or full: the answers last as long as the page.
  }
}

/** Gives kept answers again. */
function again(questions) {
  const given = kept();
  for (const question of questions) {
    const labels = given.get(question.text);
    for (const label of Array.isArray(labels) ? labels : []) {
      const option = question.options.find((other) => other.label === label);
      if (option) question.choose(option);
    }
  }
}

/** Sets up the questions, those of each section in a task of its own. */
export function start() {
  customElements.define("quiz-question", QuizQuestion);
  let section = [];
  const sections = [section];
  for (const element of document.querySelectorAll("article h2, quiz-question")) {
    if (element.matches("h2")) sections.push((section = []));
    else section.push(element);
  }
  for (const questions of sections) if (questions.length) setTimeout(() => new Quiz(questions));
}
