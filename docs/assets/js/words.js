// What a text is compared by: its words without endings, and the signs of its formulas.

// Words of questions, which stand on every page and mean nothing to it.
const STOP = new Set(
  ("a about actually all also always am an and any anything are as at bad be become becomes been best better " +
    "between but by can could deal did difference different do does doing during each even ever exactly " +
    "example examples explain explained for from get getting good had handle happen happens has have help how " +
    "i if in instead into intro introduction is it its just know like made make makes many me mean meaning " +
    "means much my need needed never no not of on one or our please really same should simple simply so some " +
    "something still such tell than that the their them then there these they things this those through to too " +
    "try tutorial understanding up us use used useful uses using versus vs want was way we were what whats " +
    "when where which while who whom whose why will with without work works would you your").split(" "),
);
const FORMULA = /[=^_/|()∂∇∑Σ√²+*]/;
const FUNCTIONS = /^(?:cos|log|max|min|sin|sqrt|tanh)$/;

// A large sigma is a sum; in lower case it would be the letter of the sigmoid.
export const plain = (text) =>
  /^[a-z ]*$/.test(text)
    ? text
    : text.replaceAll("Σ", "∑").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a text: camel case falls into words, a compound with hyphens is also one word, a sign stands alone. */
export const split = (text) =>
  (
    text
      .replace(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, "$1 ")
      .match(/\p{Script=Greek}|[∂∇∑∗⊙]|[\p{L}\p{N}+#]+(?:-[\p{L}\p{N}]+)*/gu) ?? []
  ).flatMap((word) => (word.includes("-") ? [...word.split("-"), word.replaceAll("-", "")] : [word]));

/** A word without the commonest endings, in lower case. */
export function root(word) {
  let found = plain(word).replace(/ies$/, "y");
  if (found.length > 3) found = found.replace(/(?<![sui])s$/, "");
  if (found.length > 6) found = found.replace(/i[sz](?:ation|e|ed|er|ing)$/, "iz").replace(/ional$/, "ion");
  if (found.length > 5) found = found.replace(/(?:ing|ed|er)$/, "").replace(/([bdgmnprt])\1$/, "$1");
  return found.length > 3 ? found.replace(/e$/, "") : found;
}

export const asks = (word) => STOP.has(plain(word));
export const stems = (text) => [...new Set(split(text).filter((word) => !asks(word)).map(root))];
export const roots = (text) => ` ${split(text).map(root).join(" ")} `;

// The letters of a formula, in the order of their signs; the - is the other sigma.
const GREEK = (
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho - " +
  "sigma tau upsilon phi chi psi omega"
)
  .split(" ")
  .map((name, i) => [name, String.fromCodePoint(945 + i)]);
const NAMED = new Map([...GREEK, ["eps", "ε"], ["lr", "η"], ["grad", "∇"], ["sum", "∑"]]);

/** A formula with the letters that its words name: `gamma*x_hat` becomes `γ*x`. */
export const letters = (text) =>
  FORMULA.test(text)
    ? text
        .replace(/_(?:hat|bar|tilde)|(?<=\b[mpuvxyz])hat\b/gi, "")
        .replace(/[a-z]+/gi, (name) => NAMED.get(name.toLowerCase()) ?? name)
    : text;

/** Every two signs of a formula at most one apart: `q k`, `k t`, `q t`; none for a text that is no formula. */
export function signs(text) {
  if (!FORMULA.test(text)) return [];
  const written = plain(text).replace(/\bln\b/g, "log").replace(/\bexp\b/g, "e").replaceAll("√", "sqrt");
  const row = written.match(/[a-z]{3,}|[a-zα-ω∂∇∑⊙]|\d+/g) ?? [];
  return pairs(row.filter((sign) => !/^[a-z]{3,}$/.test(sign) || FUNCTIONS.test(sign)));
}

/** The pairs of a row of signs; with the next but one, a subscript that is left out does little harm. */
export const pairs = (row) => [
  ...new Set([1, 2].flatMap((far) => row.slice(far).map((sign, i) => `${row[i]} ${sign}`))),
];
