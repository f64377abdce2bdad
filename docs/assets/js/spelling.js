// Words as they were meant: misspelled, run together, or torn apart.
import { asks, plain, root, split } from "./words.js";

const WEIGHTY = 8; // short words are put right only to those that weigh this much in the index

/**
 * What words are put right by: the words of the index with their weights and letters, the pairs of
 * neighboring words in `names`, by what they give when run together, and the stems that are `known`.
 */
export function vocabulary(spelled, names, known) {
  const couples = new Map();
  for (const name of names) {
    const words = name.toLowerCase().match(/\p{L}+/gu) ?? [];
    words.slice(1).forEach((word, i) => couples.set(words[i] + word, `${words[i]} ${word}`));
  }
  const entry = (word, weight) => ({ word, weight, letters: letters(word) });
  const words = [...spelled].map(([word, weight]) => entry(word, weight));
  return { words, couples, known, names: [...couples.keys()].map((both) => entry(both, 0)) };
}

/** A query with its words put right, two of a name also when they are run together. */
export function righted(query, vocabulary) {
  const { couples, known } = vocabulary;
  const right = (word) => asks(word) || known.has(root(word));
  const parts = query.split(/(\p{L}{3,})/u); // the words stand at odd places
  for (let i = 1; i + 2 < parts.length; i += 2) {
    const [first, gap, second] = parts.slice(i, i + 3);
    if (!/^[ -]$/.test(gap) || asks(first) || asks(second) || (right(first) && right(second))) continue;
    const { word, far } = nearest(plain(first + second), vocabulary);
    if (far <= 2 && (couples.has(word) || known.has(root(word)))) parts.splice(i, 3, word);
  }
  const put = (word) => couples.get(plain(word)) ?? (right(word) ? word : corrected(word, vocabulary));
  return parts.map((part, i) => (i % 2 ? put(part) : part)).join("");
}

/** The word or name next to one that is not known, or the two words that it is made of. */
function corrected(typed, vocabulary) {
  const { word, far } = nearest(plain(typed), vocabulary);
  return (far > 1 && parted(plain(typed), vocabulary.known)) || (vocabulary.couples.get(word) ?? word);
}

/** The nearest word and how far it is: the typed one itself when it begins a word or none is near. */
function nearest(typed, { words, names }) {
  if (words.some(({ word }) => word.startsWith(typed))) return { word: typed, far: 0 };
  const most = typed.length > 7 ? 2 : 1;
  const held = letters(typed);
  let best = { word: typed, weight: 0, far: Infinity };
  for (const list of [words, names])
    for (const { word, weight, letters } of list) {
      if (Math.abs(word.length - typed.length) > most || apart(letters, held) > 2 * most) continue;
      if (typed.length < 5 && weight < WEIGHTY) continue;
      let far = edits(typed, word, most);
      // The same letters in another order count as one mistake: `phyton`.
      if (far > 1 && word.length === typed.length && sorted(typed) === sorted(word)) far = 1;
      far += word[0] === typed[0] ? 0 : 0.5;
      if (far < best.far || (far === best.far && weight > best.weight)) best = { word, weight, far };
    }
  return best;
}

const sorted = (word) => [...word].sort().join("");

/** The letters of a word as bits of a number, and how many of two such sets are in one only. */
const letters = (word) => [...word].reduce((bits, letter) => bits | (1 << letter.codePointAt(0)), 0);
function apart(one, other) {
  let n = 0;
  for (let bits = one ^ other; bits; bits &= bits - 1) n++;
  return n;
}

/** Two words written as one, with a space: `batch norm`. */
function parted(word, known) {
  for (let i = 3; i < word.length - 2; i++) {
    const parts = [word.slice(0, i), word.slice(i)];
    if (parts.every((part) => known.has(root(part)))) return parts.join(" ");
  }
}

/** Letters to add, leave out, change or swap between two words; Infinity when more than `most`. */
function edits(a, b, most) {
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

/** Two or three neighboring words that the pages write as one: `over fitting`, `seq 2 seq`. */
export function compounds(text, known) {
  const words = split(text);
  const runs = words.flatMap((_, i) => [words.slice(i, i + 2), words.slice(i, i + 3)]);
  return [...new Set(runs.map((run) => plain(run.join(""))))].filter(
    (word) => word.length > 5 && !words.includes(word) && known.has(root(word)),
  );
}
