"""Exercise 1: scores of shuffled, false and reworded text."""

import numpy as np
from scratch import bleu, rouge_l, rouge_n

TEXTS = {
    "reference": "the council closed the old bridge after a storm on monday",
    "wrong": "the council opened the old bridge after a storm on monday",
    "honest": "a storm forced the town to shut the bridge",
}

if __name__ == "__main__":
    words = {name: text.split() for name, text in TEXTS.items()}
    truth = words.pop("reference")
    words = {"shuffled": np.random.default_rng(0).permutation(truth).tolist()} | words
    for name, text in words.items():
        r1, r2 = rouge_n(text, truth, 1), rouge_n(text, truth, 2)
        line = f"ROUGE-1 {r1:.2f}  ROUGE-2 {r2:.2f}  ROUGE-L "
        line += f"{rouge_l(text, truth):.2f}  BLEU {bleu([text], [truth]):.2f}"
        print(f"{name:<9} {line}")
