"""Vocabulary size against length, and what a tokenizer does to unusual text."""

from __future__ import annotations

from library import train_byte_bpe
from texts import ARTICLE_1, corpus

SIZES = (256, 512, 1024, 2048, 3072)
WIDTH = 768  # of the embeddings, to turn entries into parameters


def sizes() -> None:
    """Larger vocabularies give shorter sequences, with falling returns."""
    train, held_out = corpus()
    n_bytes = len(held_out.encode())
    print(f"train {len(train.encode())} bytes, held out {n_bytes} bytes")
    print("vocabulary  tokens  bytes/token  never seen  embedding parameters")
    lengths = []
    for size in SIZES:
        tokenizer = train_byte_bpe([train], size)
        ids = tokenizer.encode(held_out).ids
        assert tokenizer.decode(ids) == held_out
        lengths.append(len(ids))
        unseen = size - len(set(ids))
        print(
            f"{tokenizer.get_vocab_size():10d}  {len(ids):6d}  "
            f"{n_bytes / len(ids):11.2f}  {100 * unseen / size:9.0f}%  "
            f"{size * WIDTH:20,d}"
        )
    pairs = (lengths[0] / lengths[3]) ** 2
    print(f"pairs of positions, bytes against 2048 entries: {pairs:.1f} to 1")


def languages() -> None:
    """One sentence in eight languages, cut by a tokenizer that knows English."""
    train, _ = corpus()
    tokenizer = train_byte_bpe([train], 2048)
    print("language  characters  bytes  tokens  tokens/English")
    english = len(tokenizer.encode(ARTICLE_1["English"]).ids)
    for name, text in ARTICLE_1.items():
        n = len(tokenizer.encode(text).ids)
        print(
            f"{name:8}  {len(text):10d}  {len(text.encode()):5d}  {n:6d}  "
            f"{n / english:14.1f}"
        )


def pitfalls() -> None:
    """Numbers, spaces, capital letters, typing errors."""
    train, _ = corpus()
    tokenizer = train_byte_bpe([train], 2048)
    for text in (
        "1999", "2000", "2001", "12345", "data", " data", "Data", "DATA", "dtaa",
        "        return",
    ):  # fmt: skip
        tokens = tokenizer.encode(text).tokens
        print(f"{text!r:18} {len(tokens)}  {' '.join(tokens)}")


# --8<-- [start:dead]
def dead_tokens() -> None:
    """Tokens of the tokenizer's corpus that the model's corpus never uses."""
    train, held_out = corpus()
    logs = "\n".join(f"user=SunnyMoleFarmer id={i} ok" for i in range(400))
    tokenizer = train_byte_bpe([train, logs], 2048)
    used = set(tokenizer.encode(train + held_out).ids)
    vocabulary = {i: t for t, i in tokenizer.get_vocab().items()}
    dead = [vocabulary[i] for i in sorted(set(vocabulary) - used) if i >= 256]
    merged = tokenizer.get_vocab_size() - 256
    print(f"{len(dead)} of {merged} merged tokens never occur in the model's corpus")
    in_logs = set(tokenizer.encode(logs).ids)
    only = [t for i, t in vocabulary.items() if t in dead and i in in_logs]
    print(f"{len(only)} of them occur in the log lines only, such as", end=" ")
    print(next(t for t in only if "Farmer" in t and "Sunny" in t))


# --8<-- [end:dead]


if __name__ == "__main__":
    sizes()
    languages()
    pitfalls()
    dead_tokens()
