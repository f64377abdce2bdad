// What every page loads. Scripts of some pages take the marks of learners from here.
import { start as copy } from "./copy.js";
import { start as header } from "./header.js";
import { start as offline } from "./offline.js";
import { start as quiz } from "./quiz.js";
import { start as search } from "./search.js";
import { start as terms } from "./terms.js";

export * from "./progress.js";
export * from "./strings.js";

// Each in a task of its own: a slow phone can draw and take touches between them.
for (const start of [header, search, quiz, copy, terms, offline]) setTimeout(start);
