// Words as they were meant: misspelled, run together, or torn apart.
import { plain, root, split } from "./words.js";

const WEIGHTY = 8; // short words are put right only to those that weigh this much in the index

/**
 * The word of the index next to one that is not in it, or the two that it is made of;
 * the word itself when it begins one or none is near. `spelled` maps words to their weight.
 */
export function corrected(word, spelled, known) {
  const typed = plain(word);
  const letters = sorted(typed);
  let best = word;
  let least = Infinity;
  for (const [other, weight] of spelled) {
    if (other.startsWith(typed)) return word;
    if (typed.length < 5 && weight < WEIGHTY) continue;
    let far = edits(typed, other, typed.length > 7 ? 2 : 1);
    // The same letters in another order count as one mistake: `phyton`.
    if (far > 1 && other.length === typed.length && letters === sorted(other)) far = 1;
    far += other[0] === typed[0] ? 0 : 0.5;
    if (far < least || (far === least && weight > spelled.get(best))) [best, least] = [other, far];
  }
  return least > 1 ? (parted(typed, known) ?? best) : best;
}

const sorted = (word) => [...word].sort().join("");

/** Two words written as one, with a space: `batch norm`. */
function parted(word, known) {
  for (let i = 3; i < word.length - 2; i++) {
    const parts = [word.slice(0, i), word.slice(i)];
    if (parts.every((part) => known.has(root(part)))) return parts.join(" ");
  }
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

/** Neighboring words that the pages write as one: `over fitting`, `SageMaker`. */
export function compounds(text, known) {
  const words = split(text);
  return words
    .slice(1)
    .map((word, i) => plain(words[i] + word))
    .filter((word) => word.length > 5 && known.has(root(word)));
}
