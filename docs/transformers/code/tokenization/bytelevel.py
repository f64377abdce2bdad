"""Byte-level BPE: the alphabet of 256 bytes and the pieces of a text."""

from __future__ import annotations

import re
from collections import Counter

from scratch import Pair, encode_bpe, train_bpe


# --8<-- [start:bytes]
def byte_alphabet() -> dict[int, str]:
    """GPT-2's trick: one printable character for each of the 256 bytes."""
    keep = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [b for b in range(256) if b not in keep]
    return {b: chr(b) for b in keep} | {b: chr(256 + i) for i, b in enumerate(rest)}


TO_CHAR = byte_alphabet()
TO_BYTE = {c: b for b, c in TO_CHAR.items()}
PIECES = re.compile(
    r"'(?:s|t|re|ve|m|ll|d)| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+"
)


def pieces(text: str) -> list[str]:
    """Cut into words with their leading space, then write each one in bytes."""
    return ["".join(TO_CHAR[b] for b in p.encode()) for p in PIECES.findall(text)]


def encode_bytes(text: str, rules: list[Pair]) -> list[str]:
    """Byte-level BPE: no merge crosses a piece, and nothing is unknown."""
    return [unit for piece in pieces(text) for unit in encode_bpe(piece, rules)]


def decode_bytes(units: list[str]) -> str:
    """Back to text, exactly."""
    return bytes(TO_BYTE[c] for c in "".join(units)).decode("utf-8", "replace")


# --8<-- [end:bytes]


def bytes_example() -> None:
    """Any text becomes bytes, and comes back."""
    _, rules = train_bpe(dict(Counter(pieces("sun sun sung"))), 3)
    for text in ("sung", "é", "नमस्ते", "🙂", "a  b\n"):
        units = encode_bytes(text, rules)
        assert decode_bytes(units) == text
        print(f"{text!r}: {len(text)} characters, {len(text.encode())} bytes,", end=" ")
        print(f"{len(units)} units")
    print("first byte of é alone:", ascii(decode_bytes(list(pieces("é")[0][:1]))))


if __name__ == "__main__":
    bytes_example()
