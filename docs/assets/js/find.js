// The search itself: ranks the pages by title, terms, headings and text.
import MiniSearch from "../vendor/minisearch/minisearch.js";

const ROOT = new URL("../../", import.meta.url);
const SHOWN = 12;
const FIELDS = { title: 8, names: 4, terms: 3, heads: 2, about: 2, often: 2, words: 1 };
const TITLED = 3; // how much more a page counts whose title is the query
const TAUGHT = 2; // the same for a term of the glossary that it teaches
const ALIKE = 0.45; // from this share of common signs on, two formulas are taken for the same
const KINDS = { guide: 0.7, stage: 0.8, catalogue: 0.8, discussion: 0.7, career: 0.8, project: 0.9 };
// Words that ask for the pages of one folder, which then count more.
const ASKED = 3;
const ASKING = [
  [/ projects? /, "projects/"],
  [/ (?:careers?|jobs?|interviews?|engineers?) /, "careers/"],
  [/ (?:tools?|library|libraries) /, "tools/"],
];
// Words of questions, which stand on every page and mean nothing to it.
const STOP = new Set(
  ("a about all am an and are as at be been better between but by can could did difference do does doing " +
    "during each exactly explain explained for from get getting good had has have how i if in instead into " +
    "is it its just know like made make makes many me mean meaning means much my need needed no not of on one " +
    "or our please really should simply so some such than that the their them then there these they this " +
    "those to too up us use used useful uses using vs versus was way we were what whats when where which " +
    "while who whom whose why will with work works would you your tutorial simple example examples " +
    "introduction intro understanding").split(" "),
);
const FUNCTIONS = /^(?:cos|log|max|min|sin|sqrt|tanh)$/;

// A large sigma is a sum; in lower case it would be the letter of the sigmoid.
const plain = (text) => text.replaceAll("Σ", "∑").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
// Camel case falls into words; a compound with hyphens is also one word; a sign stands alone.
const split = (text) =>
  (
    text
      .replace(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, "$1 ")
      .match(/\p{Script=Greek}|[∂∇∑∗⊙]|[\p{L}\p{N}+#]+(?:-[\p{L}\p{N}]+)*/gu) ?? []
  ).flatMap((word) => (word.includes("-") ? [...word.split("-"), word.replaceAll("-", "")] : [word]));

/** A word without the commonest endings, in lower case. */
function root(word) {
  let found = plain(word).replace(/ies$/, "y");
  if (found.length > 3) found = found.replace(/(?<![sui])s$/, "");
  if (found.length > 6) found = found.replace(/i[sz](?:ation|e|ed|er|ing)$/, "iz").replace(/ional$/, "ion");
  if (found.length > 5) found = found.replace(/(?:ing|ed)$/, "").replace(/([bdgmnprt])\1$/, "$1");
  return found.length > 3 ? found.replace(/e$/, "") : found;
}

/** A word as it is compared, or null for one that says nothing. */
const stem = (word) => (STOP.has(plain(word)) ? null : root(word));
const stems = (text) => [...new Set(split(text).map(stem).filter(Boolean))];
const roots = (text) => ` ${split(text).map(root).join(" ")} `;

/** Every two signs that follow each other in a formula: `qk`, `kt`; none for a text that is no formula. */
function signs(text) {
  if (!/[=^_/|()∂∇∑Σ√²+*]/.test(text)) return [];
  const written = plain(text).replace(/\bln\b/g, "log").replace(/\bexp\b/g, "e").replaceAll("√", "sqrt");
  const row = written.match(/[a-z]{3,}|[a-zα-ω∂∇∑⊙]|\d+/g) ?? [];
  const kept = row.filter((sign) => !/^[a-z]{3,}$/.test(sign) || FUNCTIONS.test(sign));
  return kept.slice(1).map((sign, i) => kept[i] + sign);
}

let engine = null;

/** The index, made once. */
function prepare() {
  engine ??= load().catch((error) => {
    engine = null; // the next use tries again
    throw error;
  });
  return engine;
}

async function load() {
  // Opened from a disk, where nothing can be fetched, the list came with the page.
  const { pages, synonyms } =
    globalThis.ROADMAP_SEARCH ?? (await (await fetch(new URL("search.json", ROOT))).json());
  const known = new Set();
  const spelled = new Map(); // word -> how often it stands in the index
  const kept = new Map(); // word as written -> what it is compared as; most stand on many pages
  const index = new MiniSearch({
    fields: Object.keys(FIELDS),
    storeFields: ["title", "place", "kind", "url", "heads", "names", "about"],
    stringifyField: (value, name) =>
      (name === "heads" ? value.map(([text]) => text) : [value].flat()).join(". "),
    tokenize: split,
    processTerm: (word) => {
      if (!kept.has(word)) kept.set(word, [plain(word), stem(word)]);
      const [lower, found] = kept.get(word);
      if (found) spelled.set(lower, (spelled.get(lower) ?? 0) + 1);
      return found;
    },
  });
  await index.addAllAsync(pages, { chunkSize: 8 });
  for (const [, found] of kept.values()) known.add(found);
  const meant = Object.entries(synonyms).map(([typed, words]) => ({
    words,
    typed: roots(typed),
    signs: signs(typed),
  }));
  for (const { typed } of meant) for (const word of typed.trim().split(" ")) known.add(word);
  return { index, meant, known, spelled };
}

/** The pages that answer a query, best first. */
export async function find(query) {
  const { index, meant, known, spelled } = await prepare();
  const pairs = signs(query);
  const formula = same(pairs, meant);
  const written = query.replace(/\p{L}{5,}/gu, (word) => (known.has(root(word)) ? word : corrected(word, spelled)));
  const added = formula ? [formula.words] : instead(roots(written), meant);
  // The letters of a formula are no words, as long as it says anything else.
  const spoken = pairs.length ? written.replace(/(?<!\p{L})\p{L}{1,2}(?!\p{L})|\d+/gu, " ") : written;
  const words = formula || stems(spoken).length ? spoken : written;
  const joined = compounds(words, known);
  const results = index.search({
    combineWith: "OR",
    queries: [[words, ...joined].join(" "), ...added],
    processTerm: stem,
    boost: FIELDS,
    boostDocument: (id, term, page) => KINDS[page.kind] ?? 1,
    // A word that is known means itself; short ones begin too many others.
    prefix: (term, i, terms) =>
      term.length > 3 || (term.length > 2 && (!known.has(term) || i === terms.length - 1)),
    weights: { prefix: 0.1, fuzzy: 0 },
  });
  const ways = [words, ...joined, ...added, [words, ...added].join(" ")].map(stems);
  const named = (name) => Math.max(...ways.map((way) => overlap(stems(name), way)));
  const folder = ASKING.find(([asking]) => asking.test(` ${plain(query)} `))?.[1];
  for (const page of results) {
    page.score *= page.queryTerms.length; // a page with more of the words, once more
    page.score *= 1 + TITLED * named(page.title) + TAUGHT * Math.max(0, ...page.names.map(named));
    if (folder && page.url.startsWith(folder)) page.score *= ASKED;
  }
  results.sort((a, b) => b.score - a.score);
  return results.slice(0, SHOWN).map((page) => ({ ...page, head: section(page, stems(words)) }));
}

/** The word of the index next to one that is not in it; the word itself when it begins one or none is near. */
function corrected(word, spelled) {
  const typed = plain(word);
  let best = word;
  let least = Infinity;
  for (const [other, times] of spelled) {
    if (other.startsWith(typed)) return word;
    const far = edits(typed, other, typed.length > 7 ? 2 : 1) + (other[0] === typed[0] ? 0 : 0.5);
    if (far < least || (far === least && times > spelled.get(best))) [best, least] = [other, far];
  }
  return best;
}

/** Letters to add, leave out, change or swap between two words; Infinity when more than `most`. */
function edits(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let before = [];
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  return row[b.length] > most ? Infinity : row[b.length];
}

/** Neighboring words that the pages write as one: `over fitting`. */
function compounds(text, known) {
  const words = split(text);
  return words.slice(1).map((word, i) => words[i] + word).filter((word) => word.length > 5 && known.has(root(word)));
}

/** What the synonyms say for a query; the longer of two that overlap. */
function instead(typed, meant) {
  const found = meant.filter((entry) => !entry.signs.length && typed.includes(entry.typed));
  return found
    .filter((entry) => !found.some((other) => other !== entry && other.typed.includes(entry.typed)))
    .map(({ words }) => words);
}

/** The known formula that shares most pairs of signs with one; undefined when none is alike. */
function same(pairs, meant) {
  const alike = ({ signs }) =>
    (2 * pairs.filter((pair) => signs.includes(pair)).length) / (pairs.length + signs.length);
  const [best] = meant.filter((entry) => alike(entry) >= ALIKE).sort((a, b) => alike(b) - alike(a));
  return best;
}

/** How far two sets of words are the same: 1 when equal, 1/4 when one is half of the other. */
function overlap(held, words) {
  const shared = words.filter((word) => held.includes(word)).length;
  return shared && ((shared / held.length) * (shared / words.length)) ** 2;
}

/** The heading of a page that holds most words of the query and more than its title does. */
function section(page, words) {
  const held = (text) => {
    const found = new Set(split(text).map(stem));
    return words.filter((word) => found.has(word)).length;
  };
  const [best] = [...page.heads].sort((a, b) => held(b[0]) - held(a[0]));
  return best && held(best[0]) > held(page.title) ? best : null;
}

prepare().catch(() => {}); // the next query tries again
