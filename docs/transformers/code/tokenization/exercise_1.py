"""Solution of exercise 1: three merges, then the WordPiece scores."""

from scratch import encode_bpe, train_bpe
from segment import wordpiece_scores

WORDS = {"cat": 5, "cats": 2, "mat": 4, "map": 3}
_, rules = train_bpe(WORDS, 3)
print("merges:", ", ".join("+".join(pair) for pair in rules))
assert rules == [("a", "t"), ("c", "at"), ("m", "at")]
for word in ("mats", "tap"):
    print(f"{word}: {' '.join(encode_bpe(word, rules))}")
for (a, b), score in wordpiece_scores(WORDS).items():
    print(f"{a} {b}: {score:.4f}")
