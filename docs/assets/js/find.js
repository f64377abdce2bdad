// The search itself: ranks the pages by title, terms, headings and text.
import MiniSearch from "../vendor/minisearch/minisearch.js";

const ROOT = new URL("../../", import.meta.url);
const SHOWN = 12;
const FIELDS = { title: 6, terms: 5, heads: 2, about: 2, words: 1 };
const NAMED = 2; // how much more a page counts whose title is the query
const KINDS = { guide: 0.5, stage: 0.8, catalogue: 0.8, discussion: 0.7, career: 0.8, project: 0.8 };
// Words of questions, which stand on every page and mean nothing to it.
const STOP = new Set(
  ("a about an and are as at be between by can difference do does explain explained for from get " +
    "has have how i if in into is it its many me mean meaning much my not of on or should so than " +
    "that the their there this to use used using vs versus was we what when where which who why " +
    "will with work works you your tutorial simple example examples introduction intro understanding")
    .split(" "),
);

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
// Camel case falls into words; a compound with hyphens is also one word.
const split = (text) =>
  (text.replace(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, "$1 ").match(/[\p{L}\p{N}+#]+(?:-[\p{L}\p{N}]+)*/gu) ?? []).flatMap(
    (word) => (word.includes("-") ? [...word.split("-"), word.replaceAll("-", "")] : [word]),
  );

/** A word as it is compared: lower case, without the commonest endings. */
function stem(word) {
  let root = plain(word);
  if (STOP.has(root)) return null;
  root = root.replace(/isation/, "ization").replace(/ies$/, "y");
  if (root.length > 3) root = root.replace(/(?<![su])s$/, "");
  if (root.length > 6) root = root.replace(/ing$/, "");
  return root;
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
  const index = new MiniSearch({
    fields: Object.keys(FIELDS),
    storeFields: ["title", "place", "kind", "url", "heads", "about"],
    extractField: (page, name) =>
      name === "heads" ? page.heads.map(([text]) => text).join(". ") : page[name],
    tokenize: split,
    processTerm: stem,
  });
  await index.addAllAsync(pages, { chunkSize: 8 });
  const meant = Object.entries(synonyms).map(([typed, words]) => [` ${plain(typed)} `, words]);
  return { index, meant };
}

/** The pages that answer a query, best first. */
export async function find(query) {
  const { index, meant } = await prepare();
  const typed = ` ${plain(query).replace(/[\s?!.,:;()"]+/g, " ").trim()} `;
  const added = meant.filter(([from]) => typed.includes(from)).map(([, words]) => words);
  const options = {
    boost: FIELDS,
    boostDocument: (id, term, page) => KINDS[page.kind] ?? 1,
    prefix: (term) => term.length > 2,
    fuzzy: (term) => (term.length > 7 ? 2 : term.length > 4 ? 1 : false),
    weights: { prefix: 0.4, fuzzy: 0.25 },
  };
  const results = index.search({
    combineWith: "OR",
    queries: [query, ...added],
    ...options,
  });
  const words = [...new Set(split(query).map(stem).filter(Boolean))];
  for (const page of results) page.score *= 1 + NAMED * named(page.title, words);
  results.sort((a, b) => b.score - a.score);
  return results.slice(0, SHOWN).map((page) => ({ ...page, head: section(page, words) }));
}

/** How far a query is the title of a page: 1 when both hold the same words, 0 when none is shared. */
function named(title, words) {
  const held = new Set(title.match(/[\p{L}\p{N}+#]+/gu).map(stem).filter(Boolean));
  const shared = words.filter((word) => held.has(word)).length;
  return words.length ? (shared / held.size) * (shared / words.length) : 0;
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
