// What every page loads. Scripts of some pages take the marks of learners from here.
import "./header.js";
import "./offline.js";
import "./search.js";
import "./copy.js";
import "./quiz.js";
import "./terms.js";

export * from "./progress.js";
export * from "./strings.js";
