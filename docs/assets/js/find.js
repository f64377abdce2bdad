// The search itself: ranks the pages by title, terms, headings and text, with BM25F.
import { compounds, righted, vocabulary } from "./spelling.js";
import { asks, letters, pairs, plain, root, roots, signs, split, stems } from "./words.js";

const ROOT = new URL("../../", import.meta.url);
const SHOWN = 12;
// How much more a word counts there than once in the text.
const FIELDS = { title: 8, slug: 4, names: 4, terms: 3, asked: 3, heads: 2, called: 2, about: 2, short: 2, lists: 2 };
const LEVELS = [1, 2, 2, 3]; // a word of the text: that stands there, at the beginning, often, both
const LENGTH = 0.5; // how much less a word counts in a field that is longer than on other pages
const USUAL = 1.2; // how much more a word counts in a title when most texts hold it
const ENOUGH = 8; // the weight of a word on a page that gives half of what it can give at most
const MEANT = 0.7; // a word of the synonyms, next to one that was typed
const SIGN = 0.2; // a letter that the synonyms put into words
const BEGUN = 0.1; // a word that begins with a known one
const TITLED = 3; // how much more a page counts whose title is the query
const SLUG = 0.8; // the same for its address, as a share
const TAUGHT = 2; // the same for a term of the glossary that it teaches
const WORDED = 1.5; // the same for a wording of learners
const FORMULA = 30; // the score of a page that holds the formula
const ALIKE = 0.45; // from this share of common signs on, two formulas are taken for the same
const HELD = 0.6; // the share of a formula's signs that a page's must hold
const KINDS = { guide: 0.7, stage: 0.8, catalogue: 0.8, discussion: 0.7, career: 0.8, project: 0.9, home: 0.7 };
// Words that ask for the pages of one folder, which then count more.
const ASKED = 4;
const ASKING = [
  [/ projects? /, "projects/"],
  [/ (?:careers?|jobs?|interviews?|engineers?) /, "careers/"],
  [/ (?:tools?|library|libraries) /, "tools/"],
  [/ (?:debates?|discuss|discussions?) /, "discussion/"],
  [/ (?:contribut(?:e|ing|or)|mistake|typo|this (?:site|page|roadmap)) /, "contributing/"],
];

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
  const { pages, words, common, synonyms } =
    globalThis.ROADMAP_SEARCH ?? (await (await fetch(new URL("search.json", ROOT))).json());
  const index = new Map(); // stem -> its pages with their weights, and the lists of texts not yet read
  const spelled = new Map(); // word as written -> sum of squared weights, so that titles count most
  const entries = new Map(); // word -> where it is counted
  const entry = (word) => {
    if (!entries.has(word)) {
      const stem = root(word);
      if (!index.has(stem)) index.set(stem, { row: new Map(), lists: [] });
      entries.set(word, { ...index.get(stem), written: plain(word) });
    }
    return entries.get(word);
  };
  const counted = (words) => words.filter((word) => !asks(word)).map(entry);
  for (const page of pages) page.slug = page.url.split("/").at(-2)?.replaceAll("-", " ") ?? "";
  for (const [field, weight] of Object.entries(FIELDS)) {
    const texts = pages.map((page) => split(text(page[field])));
    const mean = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
    texts.forEach((words, i) => {
      const share = weight / (1 - LENGTH + (LENGTH * words.length) / mean);
      for (const { row, written } of counted(words)) {
        add(row, pages[i], share);
        // The everyday words of learners put no term right: `resnt` is not `rent`.
        add(spelled, written, field === "asked" ? 0 : share ** 2);
      }
    });
  }
  for (const [word, steps] of Object.entries(words))
    for (const { lists, written } of counted(split(word))) {
      lists.push(steps);
      add(spelled, written, steps.length);
    }
  // Most words are never asked for; the pages of one are read when it is.
  const row = (stem) => {
    const { row, lists } = index.get(stem) ?? { row: new Map(), lists: [] };
    for (const steps of lists.splice(0)) {
      let page = 0;
      for (const step of steps) {
        page += step >> 2;
        add(row, pages[page], LEVELS[step & 3]);
      }
    }
    return row;
  };
  // A page that only mentions a word makes it less common than one that is about it.
  const pagesAbout = (row) => [...row.values()].reduce((sum, held) => sum + Math.min(1, held / ENOUGH), 0);
  const usual = new Set(common.flatMap(split).map(root)); // left out of `words`
  const rarity = new Map();
  const weight = (stem) => {
    if (!rarity.has(stem)) {
      const about = rare(pagesAbout(row(stem)) || 0.5, pages.length);
      rarity.set(stem, usual.has(stem) ? USUAL * about : about);
    }
    return rarity.get(stem);
  };
  const meant = Object.entries(synonyms).map(([typed, words]) => ({
    words,
    typed: roots(typed),
    signs: signs(typed),
  }));
  const known = new Set([...index.keys(), ...meant.flatMap(({ typed }) => typed.trim().split(" "))]);
  const spelling = vocabulary(
    spelled,
    pages.flatMap((page) => [page.title, page.slug, ...page.names, ...page.terms]),
    known,
  );
  const each = (list) => new Map(pages.map((page) => [page, list(page).map(stems)]));
  const named = each((page) => [page.title, page.slug, ...page.names]);
  const worded = each((page) => page.asked.flatMap((line) => line.split(", ")));
  const formulas = pages.flatMap((page) =>
    page.formulas.map((row) => ({ page, signs: pairs(row.split(" ")) })),
  );
  return { index, row, usual, spelling, weight, meant, known, named, worded, formulas };
}

/** The text of a field: a string, a list, or headings with their anchors. */
const text = (field) =>
  [field].flat().map((part) => (Array.isArray(part) ? part[0] : part)).join(". ");
const rare = (n, all) => Math.log(1 + (all - n + 0.5) / (n + 0.5));
const add = (map, key, n) => map.set(key, (map.get(key) ?? 0) + n);
const most = (numbers) => Math.max(0, ...numbers);

/** The pages that answer a query, best first. */
export async function find(text) {
  const site = await prepare();
  const { known, meant, weight } = site;
  const query = letters(text.replace(/(?<=\p{L})['’](?:d|ll|m|re|s|t|ve)\b/gu, ""));
  const typed = signs(query);
  const formula = same(typed, meant);
  const written = righted(query, site.spelling);
  const whole = [written, ...compounds(written, known)].join(" ");
  const others = formula ? [formula] : instead(roots(whole), meant);
  const added = others.map((entry) => entry.words);
  // The letters of a formula are no words, as long as it says anything else.
  const spoken = typed.length ? written.replace(/(?<!\p{L})\p{L}{1,2}(?!\p{L})|\d+/gu, " ") : written;
  const words = formula || stems(spoken).length ? spoken : written;
  const joined = compounds(words, known);
  const parts = stems([words, ...joined].join(" "));
  const said = joined.length ? parts.filter((stem) => site.index.has(stem)) : parts;

  const scores = ranked(site, said, added);
  const held = formula ? new Map() : holding(typed, site.formulas);
  for (const page of held.keys()) if (!scores.has(page)) scores.set(page, 0);
  // The ways to say it, each with the share of the query that it stands for.
  const all = weigh(stems(words), weight);
  const share = (entry) => (formula ? 1 : Math.min(1, weigh(stems(entry.typed), weight) / all));
  const ways = [words, ...joined, [words, ...added].join(" ")].map((way) => [stems(way), 1]);
  for (const entry of others) ways.push([stems(entry.words), share(entry) ** 2]);
  const like = (name, strict) => most(ways.map(([way, part]) => part * overlap(name, way, weight, strict)));
  const folder = ASKING.find(([asking]) => asking.test(` ${plain(query)} `))?.[1];
  const results = [...scores].map(([page, score]) => {
    const [title, slug, ...names] = site.named.get(page).map((name) => like(name, 2));
    const asked = most(site.worded.get(page).map((name) => like(name, 1)));
    const called = 1 + TITLED * Math.max(title, SLUG * slug) + TAUGHT * most(names) + WORDED * asked;
    const wanted = folder && page.url.startsWith(folder) ? ASKED : 1;
    const total = score * called + FORMULA * (held.get(page) ?? 0);
    return { ...page, score: total * wanted * (KINDS[page.kind] ?? 1) };
  });
  results.sort((a, b) => b.score - a.score);
  return results.slice(0, SHOWN).map((page) => ({ ...page, head: section(page, stems(words)) }));
}

/** Page -> score by BM25F, less for a page that lacks rare words of the query. */
function ranked({ index, row, usual, known, weight }, said, added) {
  const asked = new Map(added.flatMap(stems).filter((stem) => index.has(stem)).map((stem) => [stem, MEANT]));
  for (const stem of said) asked.set(stem, stem.length < 2 && added.length ? SIGN : 1);
  const scores = new Map();
  const covered = new Map();
  const count = (stem, share) => {
    for (const [page, held] of row(stem))
      add(scores, page, (share * weight(stem) * held) / (ENOUGH + held));
  };
  let everywhere = 0; // what every page covers
  for (const [stem, share] of asked) {
    count(stem, share);
    if (usual.has(stem)) everywhere += share * weight(stem);
    else for (const page of row(stem).keys()) add(covered, page, share * weight(stem));
  }
  // A word that is known means itself; short ones begin too many others.
  const begins = (stem, i) => stem.length > 3 || (stem.length > 2 && (!known.has(stem) || i === said.length - 1));
  for (const stem of said.filter(begins))
    for (const other of index.keys())
      if (other !== stem && other.startsWith(stem))
        count(other, ((index.has(stem) ? BEGUN : 1) * stem.length) / other.length);
  const all = [...asked].reduce((sum, [stem, share]) => sum + share * weight(stem), 0);
  const covers = (page) => (everywhere + (covered.get(page) ?? 0)) / all;
  for (const [page, score] of scores) scores.set(page, score * (0.02 + covers(page)));
  return scores;
}

/** What the synonyms say for a query; the longer of two that overlap. */
function instead(typed, meant) {
  const found = meant.filter((entry) => !entry.signs.length && typed.includes(entry.typed));
  return found.filter((entry) => !found.some((other) => other !== entry && other.typed.includes(entry.typed)));
}

/** The known formula that shares most pairs of signs with one; undefined when none is alike. */
function same(typed, meant) {
  const alike = ({ signs }) =>
    (2 * typed.filter((pair) => signs.includes(pair)).length) / (typed.length + signs.length);
  const [best] = meant.filter((entry) => alike(entry) >= ALIKE).sort((a, b) => alike(b) - alike(a));
  return best;
}

/** Page -> how well its best formula holds the typed one, rare pairs of signs before common ones. */
function holding(typed, formulas) {
  const found = new Map();
  const times = new Map();
  for (const { signs } of formulas) for (const pair of signs) times.set(pair, (times.get(pair) ?? 0) + 1);
  const weigh = (list) => list.reduce((sum, pair) => sum + rare(times.get(pair) ?? 0, formulas.length), 0);
  for (const { page, signs } of typed.length > 1 ? formulas : []) {
    const shared = weigh(typed.filter((pair) => signs.includes(pair)));
    const part = shared / weigh(typed);
    if (part >= HELD) found.set(page, Math.max(found.get(page) ?? 0, part ** 2 * Math.sqrt(shared / weigh(signs))));
  }
  return found;
}

/** How far words are those of a name, 1 when equal; the more `strict`, the less when it lacks some. */
function overlap(name, words, weight, strict) {
  const shared = weigh(words.filter((word) => name.includes(word)), weight);
  return shared && (shared / weigh(name, weight)) ** 2 * (shared / weigh(words, weight)) ** strict;
}

const weigh = (words, weight) => words.reduce((sum, word) => sum + weight(word), 0);

/** The heading of a page that holds most words of the query and more than its title does. */
function section(page, words) {
  const held = (text) => {
    const found = new Set(stems(text));
    return words.filter((word) => found.has(word)).length;
  };
  const [best] = [...page.heads].sort((a, b) => held(b[0]) - held(a[0]));
  return best && held(best[0]) > held(page.title) ? best : null;
}

prepare().catch(() => {}); // the next query tries again
