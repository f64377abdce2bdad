"""The same four algorithms in the tokenizers library; all must agree with ours."""

from __future__ import annotations

import json
from collections import Counter
from math import log

import bytelevel
import scratch
import segment
from texts import ARTICLE_1, corpus
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers


# --8<-- [start:train]
def train_byte_bpe(texts: list[str], size: int) -> Tokenizer:
    """Byte-level BPE as in GPT-2, with `size` entries in the vocabulary."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),  # all 256 bytes
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


# --8<-- [end:train]


def merges_of(tokenizer: Tokenizer) -> list[tuple[str, str]]:
    """The merges that a BPE model has learned, in order."""
    rules = json.loads(tokenizer.to_str())["model"]["merges"]
    return [(a, b) for a, b in rules]


def check_bpe() -> None:
    """The worked example."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    text = [" ".join([word] * n) for word, n in scratch.WORDS.items()]
    trainer = trainers.BpeTrainer(vocab_size=10, show_progress=False)
    tokenizer.train_from_iterator(text, trainer)
    vocabulary, rules = scratch.train_bpe(scratch.WORDS, 3)
    assert merges_of(tokenizer) == rules
    assert tokenizer.get_vocab() == {u: i for i, u in enumerate(vocabulary)}
    for word in ("sung", "rung", "bun", "saga"):
        assert tuple(tokenizer.encode(word).tokens) == scratch.encode_bpe(word, rules)
    print("BPE: same merges, same vocabulary, same units")


def check_bytes() -> None:
    """200 merges on real text, and every sentence encoded."""
    train, held_out = corpus()
    tokenizer = train_byte_bpe([train], 456)
    words = dict(Counter(bytelevel.pieces(train)))
    _, rules = scratch.train_bpe(words, 200, "".join(bytelevel.TO_BYTE))
    assert merges_of(tokenizer) == rules
    for text in (held_out, *ARTICLE_1.values(), "a  b\n\t123 don't 🙂"):
        encoded = tokenizer.encode(text)
        assert encoded.tokens == bytelevel.encode_bytes(text, rules)
        assert tokenizer.decode(encoded.ids) == text
    print("byte-level BPE: same 200 merges, same units on all texts")
    print("first ten merges:", " ".join(a + b for a, b in rules[:10]))


def check_wordpiece() -> None:
    """Encoding agrees; the library's trainer counts pairs as BPE does."""
    ids = {u: i for i, u in enumerate(["[UNK]", *sorted(segment.PIECE_VOCABULARY)])}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]"))
    for word in ("sung", "bung", "song"):
        ours = segment.encode_wordpiece(word, segment.PIECE_VOCABULARY)
        assert tokenizer.encode(word).tokens == ours
    print("WordPiece: same units")
    trained = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    trained.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordPieceTrainer(
        vocab_size=13, special_tokens=["[UNK]"], show_progress=False
    )
    text = [" ".join([word] * n) for word, n in scratch.WORDS.items()]
    trained.train_from_iterator(text, trainer)
    vocabulary = trained.get_vocab()  # the letters stand in an arbitrary order
    print("its WordPieceTrainer merges first:", max(vocabulary, key=vocabulary.get))


def check_unigram() -> None:
    """The segmentation of the worked example."""
    pairs = [("<unk>", 0.0)]
    pairs += [(u, log(p)) for u, p in segment.PROBABILITIES.items()]
    tokenizer = Tokenizer(models.Unigram(pairs, unk_id=0))
    for word in ("sung", "run", "bunsun"):
        ours, _ = segment.encode_unigram(word, segment.PROBABILITIES)
        assert tokenizer.encode(word).tokens == ours
    print("Unigram: same units")


if __name__ == "__main__":
    check_bpe()
    check_bytes()
    check_wordpiece()
    check_unigram()
